import { createCipheriv, createDecipheriv } from 'node:crypto'
import { secretBytes } from '../base/index.ts'

const ALGORITHM = 'aes-256-gcm'
/** Of the key, in bytes. */
export const KEY_LENGTH = 32
const NONCE_LENGTH = 12
const TAG_LENGTH = 16

/**
 * Encrypts a text so that any change to it is noticed (AES-256-GCM, NIST SP 800-38D). `purpose` is not kept but has to
 * be the same to open it, so that a sealed text serves only where it was meant.
 * @returns base64 of nonce, tag and ciphertext. The nonce is random: safe for far more texts than a vault will see.
 */
export function sealText(key: Buffer, text: string, purpose: string): string {
  const nonce = secretBytes(NONCE_LENGTH)
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_LENGTH })
  cipher.setAAD(Buffer.from(purpose, 'utf8'))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** The text; undefined where the key or the purpose is another, or the sealed text was changed. */
export function openSealedText(key: Buffer, sealed: string, purpose: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64')
  if (bytes.length < NONCE_LENGTH + TAG_LENGTH) return undefined
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_LENGTH), { authTagLength: TAG_LENGTH })
  decipher.setAAD(Buffer.from(purpose, 'utf8'))
  decipher.setAuthTag(bytes.subarray(NONCE_LENGTH, NONCE_LENGTH + TAG_LENGTH))
  const text = decipher.update(bytes.subarray(NONCE_LENGTH + TAG_LENGTH))
  try {
    return Buffer.concat([text, decipher.final()]).toString('utf8')
  } catch {
    // The tag does not fit: that is the answer, the library's error says no more.
    return undefined
  }
}
