export * from './entry'
export { help, sharePieces } from './threads'
