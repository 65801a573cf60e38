export * from './visualizations.ts'
