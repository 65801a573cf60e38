export * from './entry'
export { awaitPieces, help, sharePieces } from './threads'
