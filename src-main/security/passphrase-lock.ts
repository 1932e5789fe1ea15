import { scrypt } from 'node:crypto'
import { z } from 'zod'
import { secretBytes } from '../base/index.ts'
import { KEY_LENGTH, openSealedText, sealText } from './sealed-text.ts'

const SALT_LENGTH = 32
const VERIFIER_TEXT = 'wheelhouse vault'
const VERIFIER_PURPOSE = 'verifier'

const isPowerOfTwo = (value: number): boolean => Number.isInteger(Math.log2(value))

/** How much work a guess at the passphrase costs, in the terms of scrypt (RFC 7914): memory is about 128·n·r bytes. */
export const ScryptCost = z.object({
  n: z
    .number()
    .int()
    .min(2)
    .max(2 ** 20)
    .refine(isPowerOfTwo, 'must be a power of two'),
  r: z.number().int().min(1).max(16),
  p: z.number().int().min(1).max(16),
})
export type ScryptCost = z.infer<typeof ScryptCost>

/** 128 MiB and some tenths of a second a guess: what OWASP's password storage cheat sheet names first for scrypt. */
export const STRONG_COST: ScryptCost = { n: 2 ** 17, r: 8, p: 1 }

/** What is kept of a passphrase: enough to recognise it, of no use to find it but by guessing. */
export const PassphraseLock = z.strictObject({
  kdf: z.literal('scrypt'),
  ...ScryptCost.shape,
  salt: z.base64().min(1),
  /** A known text under the key of the passphrase. */
  verifier: z.base64().min(1),
})
export type PassphraseLock = z.infer<typeof PassphraseLock>

/** A new lock with a salt of its own, and the key that belongs to it. */
export async function createLock(
  passphrase: string,
  { n, r, p }: ScryptCost,
): Promise<{ readonly lock: PassphraseLock; readonly key: Buffer }> {
  const salt = secretBytes(SALT_LENGTH).toString('base64')
  const key = await deriveKey(passphrase, salt, { n, r, p })
  return { key, lock: { kdf: 'scrypt', n, r, p, salt, verifier: sealText(key, VERIFIER_TEXT, VERIFIER_PURPOSE) } }
}

/** The key; undefined for another passphrase, after the same work. */
export async function keyOf(passphrase: string, lock: PassphraseLock): Promise<Buffer | undefined> {
  const key = await deriveKey(passphrase, lock.salt, lock)
  return openSealedText(key, lock.verifier, VERIFIER_PURPOSE) === VERIFIER_TEXT ? key : undefined
}

/** scrypt, RFC 7914, off the main thread. The same letters count as the same however the keyboard composes them. */
function deriveKey(passphrase: string, salt: string, { n, r, p }: ScryptCost): Promise<Buffer> {
  const maxmem = 2 * 128 * n * r + 128 * r * p + 1024
  return new Promise((resolve, reject) => {
    scrypt(
      passphrase.normalize('NFKC'),
      Buffer.from(salt, 'base64'),
      KEY_LENGTH,
      { N: n, r, p, maxmem },
      (error, key) => {
        if (error) reject(error)
        else resolve(key)
      },
    )
  })
}
