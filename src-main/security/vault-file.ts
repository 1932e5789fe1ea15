import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { SecretName, TimeMsValue } from '../../src-contract/index.ts'
import { errorText, FatalError } from '../base/index.ts'
import { OWNER_ONLY, writeOwnerFile } from './owner-file.ts'
import { PassphraseLock } from './passphrase-lock.ts'

const FORMAT = 1

const ENTRY = { name: SecretName, setAtMs: TimeMsValue, ciphertext: z.base64().min(1) }
const VaultEntry = z.discriminatedUnion('sealedBy', [
  z.strictObject({ ...ENTRY, sealedBy: z.literal('passphrase') }),
  /** `backend` names the keychain, for a person who has to find it again. */
  z.strictObject({ ...ENTRY, sealedBy: z.literal('keychain'), backend: z.string() }),
])
/** An encrypted secret, and what it was encrypted with. */
export type VaultEntry = Readonly<z.infer<typeof VaultEntry>>

const VaultFile = z.strictObject({
  format: z.literal(FORMAT),
  /** Null where no passphrase was ever set. */
  passphrase: PassphraseLock.nullable(),
  entries: z
    .array(VaultEntry)
    .refine((entries) => new Set(entries.map(({ name }) => name)).size === entries.length, 'holds a name twice'),
})

/** What `secrets.json` says. */
export interface VaultContent {
  readonly passphrase: PassphraseLock | null
  /** By name. */
  readonly entries: readonly VaultEntry[]
}

const EMPTY: VaultContent = { passphrase: null, entries: [] }

/** Reads the file; a missing one is an empty vault. @throws FatalError that names a file which is damaged or too new, and quotes nothing of it. */
export function readVaultFile(file: string): VaultContent {
  try {
    if (!existsSync(file)) return EMPTY
    chmodSync(file, OWNER_ONLY)
    return parse(readFileSync(file, 'utf8'), file)
  } catch (error) {
    if (error instanceof FatalError) throw error
    throw new FatalError(`${file} cannot be used (${errorText(error)}). Check the rights of the file and its folder.`, {
      cause: error,
    })
  }
}

export function writeVaultFile(file: string, content: VaultContent): void {
  const { passphrase, entries } = content
  writeOwnerFile(file, `${JSON.stringify({ format: FORMAT, passphrase, entries }, undefined, 2)}\n`)
}

function parse(text: string, file: string): VaultContent {
  const json = parseJson(text)
  const parsed = VaultFile.safeParse(json)
  if (parsed.success) return parsed.data
  throw new FatalError(isNewer(json) ? newerText(file) : damagedText(file))
}

function isNewer(json: unknown): boolean {
  const parsed = z.object({ format: z.number().gt(FORMAT) }).safeParse(json)
  return parsed.success
}

function newerText(file: string): string {
  return `${file} was written by a newer version of this program. Use that version; nothing was changed.`
}

function damagedText(file: string): string {
  return (
    `${file} is damaged, and was left as it is. Put a copy of it back from a backup, or move it away and start again; ` +
    'the secrets in it then have to be given anew.'
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's message would quote the text.
    return undefined
  }
}
