import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strict } from '../wire/strict.ts'
import { app } from './app.ts'

/** Name of the keychain, `gnome_libsecret` where nothing is said; `none` for a desktop where nothing can be encrypted. */
const KEYCHAIN_VARIABLE = 'STAND_IN_KEYCHAIN'

const IV_BYTES = 12
const TAG_BYTES = 16

function key(): Buffer {
  const file = join(app.getPath('userData'), 'stand-in-keychain.key')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 })
  return readFileSync(file)
}

const backend = (): string => process.env[KEYCHAIN_VARIABLE] ?? 'gnome_libsecret'

function requireReady(): void {
  if (!app.isReady()) throw new Error('safeStorage cannot be used before app is ready')
}

function isEncryptionAvailable(): boolean {
  requireReady()
  return backend() !== 'none'
}

function encryptString(text: string): Buffer {
  if (!isEncryptionAvailable())
    throw new Error('Error while encrypting the text provided to safeStorage.encryptString.')
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key(), iv)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

function decryptString(encrypted: Buffer): string {
  if (!isEncryptionAvailable()) throw new Error('Error while decrypting the ciphertext provided to safeStorage.')
  const decipher = createDecipheriv('aes-256-gcm', key(), encrypted.subarray(0, IV_BYTES))
  decipher.setAuthTag(encrypted.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(encrypted.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
}

/** Really encrypts, with a key that lies beside the profile instead of in a keychain. */
export const safeStorage = strict('safeStorage', {
  isEncryptionAvailable,
  encryptString,
  decryptString,
  getSelectedStorageBackend(): string {
    requireReady()
    return backend() === 'none' ? 'unknown' : backend()
  },
  isAsyncEncryptionAvailable: async (): Promise<boolean> => isEncryptionAvailable(),
  encryptStringAsync: async (text: string): Promise<Buffer> => encryptString(text),
  decryptStringAsync: async (encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> => ({
    result: decryptString(encrypted),
    shouldReEncrypt: false,
  }),
})
