import { randomBytes } from 'node:crypto'

/** Deterministic stream of numbers in [0, 1). */
export interface Random {
  next(): number
}

const UINT32 = 4_294_967_296

/** Scrambles a 32-bit integer (finaliser of MurmurHash3, Austin Appleby, public domain). */
export function mix32(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Hash of integers to a number in [0, 1): the same arguments always give the same number. */
export function hashUnit(seed: number, ...keys: readonly number[]): number {
  let h = mix32(seed)
  for (const key of keys) h = mix32(h ^ mix32(key | 0) ^ Math.floor(key / UINT32))
  return h / UINT32
}

/** Seeded generator (mulberry32, Tommy Ettinger, public domain). */
export class SeededRandom implements Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 0
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / UINT32
  }
}

/** Unpredictable bytes: keys, salts, nonces. */
export function secretBytes(count: number): Buffer {
  return randomBytes(count)
}

/** Unpredictable token of `bytes` random bytes, URL-safe text. */
export function secretToken(bytes: number): string {
  return secretBytes(bytes).toString('base64url')
}

/** A generator that nobody can foresee, for what must differ from start to start. */
export function freshRandom(): Random {
  return new SeededRandom(secretBytes(4).readUInt32LE(0))
}
