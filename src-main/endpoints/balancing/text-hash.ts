import { mix32 } from '../../base/index.ts'

const OFFSET_BASIS = 0x811c9dc5
const PRIME = 0x01000193

/** Unsigned 32-bit hash of a text: FNV-1a over its UTF-16 units (Fowler, Noll, Vo, public domain), then scrambled. */
export function textHash(text: string): number {
  let hash = OFFSET_BASIS
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), PRIME)
  return mix32(hash)
}
