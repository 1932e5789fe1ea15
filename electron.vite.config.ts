import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string): string => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      sourcemap: true,
      externalizeDeps: true,
      rolldownOptions: {
        input: {
          headless: at('src-main/headless.ts'),
          start: at('src-main/start.ts'),
          cli: at('src-main/cli/index.ts'),
          'sqlite-writer-worker': at('src-main/storage/sqlite-writer-worker.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      minify: true,
      sourcemap: true,
      rolldownOptions: { input: at('src-renderer/index.html') },
    },
  },
})
