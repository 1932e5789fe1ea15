import type { Plugin } from 'vite'

/**
 * Fails the build of a preload that would not load or that carries more than it needs: in the sandbox it is one file
 * that can load nothing but Electron, and every byte of it runs before the page.
 */
export function preloadGuard(): Plugin {
  return {
    name: 'wheelhouse:preload-guard',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
      if (chunks.length !== 1) throw new Error(`The preload must be one file, not ${chunks.length}`)
      const loaded = chunks.flatMap(({ imports }) => imports).filter((name) => name !== 'electron')
      const bundled = chunks.flatMap(({ moduleIds }) => moduleIds).filter((id) => id.includes('node_modules'))
      const packages = [...loaded, ...bundled]
      if (packages.length > 0) throw new Error(`The preload must not contain or load ${packages.join(', ')}`)
    },
  }
}
