import { setFlagsFromString } from 'node:v8'

/**
 * Keeps V8's young generation small until the function given back is called. While a program loads, nearly everything it
 * allocates stays, and V8 answers by enlarging the young generation to its limit (32 MiB), where it then remains.
 * Called before the program's own modules are loaded, and released when it runs, so that trading gets the room it needs.
 */
export function holdYoungGeneration(): () => void {
  setFlagsFromString('--semi-space-growth-factor=1')
  return () => setFlagsFromString('--semi-space-growth-factor=2')
}
