import { z } from 'zod'
import { errorText } from '../base/index.ts'
import type { KeychainCipher } from './ports.ts'
import { openSealedText, sealText } from './sealed-text.ts'
import type { VaultEntry } from './vault-file.ts'

/** The part of an entry that says how it is encrypted. */
export type SealedValue =
  | { readonly sealedBy: 'passphrase'; readonly ciphertext: string }
  | { readonly sealedBy: 'keychain'; readonly ciphertext: string; readonly backend: string }

/** A secret as it could be read, or why it could not. */
export type OpenedValue =
  | { readonly readable: true; readonly value: string }
  | { readonly readable: false; readonly reason: string }

/** What is encrypted: the name too, so that an entry that was put in another's place is noticed. */
const Payload = z.tuple([z.string(), z.string()])

export function sealByPassphrase(key: Buffer, name: string, value: string): SealedValue {
  return { sealedBy: 'passphrase', ciphertext: sealText(key, payloadText(name, value), purposeOf(name)) }
}

export function openByPassphrase(key: Buffer, { name, ciphertext }: VaultEntry): OpenedValue {
  const text = openSealedText(key, ciphertext, purposeOf(name))
  return text === undefined ? { readable: false, reason: 'it was changed outside this program' } : opened(name, text)
}

export async function sealByKeychain(cipher: KeychainCipher, name: string, value: string): Promise<SealedValue> {
  const [ciphertext] = await cipher.encrypt([payloadText(name, value)])
  if (ciphertext === undefined) throw new Error(`the keychain ${cipher.view.backend} gave no answer`)
  return { sealedBy: 'keychain', ciphertext, backend: cipher.view.backend }
}

export async function openByKeychain(
  cipher: KeychainCipher | undefined,
  { name, ciphertext }: VaultEntry,
): Promise<OpenedValue> {
  if (!cipher?.view.available) return { readable: false, reason: 'no keychain is at hand' }
  try {
    const [text] = await cipher.decrypt([ciphertext])
    return text === undefined ? { readable: false, reason: 'the keychain gave no answer' } : opened(name, text)
  } catch (error) {
    return { readable: false, reason: errorText(error) }
  }
}

function purposeOf(name: string): string {
  return `secret ${name}`
}

/** JSON keeps every text there is, also halves of surrogate pairs, which UTF-8 alone would not. */
function payloadText(name: string, value: string): string {
  return JSON.stringify([name, value])
}

function opened(name: string, text: string): OpenedValue {
  const payload = readPayload(text)
  if (payload === undefined) return { readable: false, reason: 'what was encrypted is no secret of this program' }
  const [sealedName, value] = payload
  if (sealedName !== name) return { readable: false, reason: 'it stands in the place of another secret' }
  return { readable: true, value }
}

function readPayload(text: string): readonly [string, string] | undefined {
  try {
    return Payload.safeParse(JSON.parse(text)).data
  } catch {
    // The parser's message would quote the text.
    return undefined
  }
}
