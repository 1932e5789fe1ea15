import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { licencesPlugin } from './scripts/licences.ts'
import { preloadGuard } from './scripts/preload-guard.ts'

const at = (path: string): string => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      sourcemap: true,
      externalizeDeps: true,
      rolldownOptions: {
        input: {
          index: at('src-main/index.ts'),
          'engine-process': at('src-main/engine-process.ts'),
          headless: at('src-main/headless.ts'),
          start: at('src-main/start.ts'),
          cli: at('src-main/cli/index.ts'),
          'sqlite-writer-worker': at('src-main/storage/sqlite-writer-worker.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [preloadGuard()],
    build: {
      outDir: 'out/preload',
      sourcemap: true,
      // One file: a sandboxed preload can load nothing but Electron's own modules.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('src-preload/index.ts') },
        // Of the contract it needs a few texts; the schemas around them, and with them zod, are left out.
        treeshake: { moduleSideEffects: (id) => !/[\\/]src-contract[\\/]/.test(id) },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    plugins: [react(), licencesPlugin(import.meta.dirname)],
    build: {
      outDir: at('out/renderer'),
      minify: true,
      sourcemap: true,
      rolldownOptions: { input: at('src-renderer/index.html') },
    },
  },
})
