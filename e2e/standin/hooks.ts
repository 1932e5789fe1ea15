import { registerHooks } from 'node:module'

/** Loaded before everything else: the package `electron` is the stand-in, under all of its names. */
const STAND_IN = new URL('electron.ts', import.meta.url).href

registerHooks({
  resolve(specifier, context, next) {
    const isElectron = specifier === 'electron' || specifier.startsWith('electron/')
    return isElectron ? { url: STAND_IN, format: 'module-typescript', shortCircuit: true } : next(specifier, context)
  },
})
