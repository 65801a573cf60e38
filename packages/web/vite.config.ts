import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/**
 * `vite build packages/web` writes packages/web/dist: two pages, their scripts and one style sheet from our own origin, nothing inline, so
 * that a strict content security policy holds. The server replaces `__CSP_NONCE__` in the pages for every answer.
 */
export default defineConfig({
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: false,
    cssCodeSplit: false,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { input: ['index.html', 'train.html'] },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': 'http://127.0.0.1:8000', '/health': 'http://127.0.0.1:8000' } },
})
