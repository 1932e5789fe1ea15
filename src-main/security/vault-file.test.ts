import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FatalError, timeMs } from '../base/index.ts'
import { createLock } from './passphrase-lock.ts'
import { readVaultFile, type VaultContent, writeVaultFile } from './vault-file.ts'

const CHEAP = { n: 16, r: 8, p: 1 }

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vault-'))
  file = join(folder, 'data', 'secrets.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function content(): Promise<VaultContent> {
  const { lock } = await createLock('correct horse battery', CHEAP)
  return {
    passphrase: lock,
    entries: [
      { name: 'a.key', setAtMs: timeMs(1), sealedBy: 'passphrase', ciphertext: 'AAAA' },
      { name: 'b.key', setAtMs: timeMs(2), sealedBy: 'keychain', backend: 'kwallet6', ciphertext: 'BBBB' },
    ],
  }
}

/** What is said of a file with this text; the file must stay as it is. */
function faultOf(text: string): string {
  mkdirSync(join(folder, 'data'), { recursive: true })
  writeFileSync(file, text)
  try {
    readVaultFile(file)
  } catch (error) {
    if (error instanceof FatalError && readFileSync(file, 'utf8') === text) return error.message
  }
  throw new Error('it was not refused, or it was changed')
}

describe('the file of the vault', () => {
  it('is an empty vault where there is none, and is not made by reading', () => {
    expect(readVaultFile(file)).toEqual({ passphrase: null, entries: [] })
    expect(existsSync(file)).toBe(false)
  })

  it('gives back what was written, for the owner alone, and leaves nothing beside it', async () => {
    const written = await content()
    writeVaultFile(file, written)
    expect(readVaultFile(file)).toMatchObject(written)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(folder, 'data'))).toEqual(['secrets.json'])
  })

  it('takes back rights that others were given, also of a file that a crash left beside it', async () => {
    writeVaultFile(file, await content())
    chmodSync(file, 0o644)
    readVaultFile(file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    writeFileSync(`${file}.new`, 'half', { mode: 0o666 })
    writeVaultFile(file, await content())
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('is damaged wherever it was cut, and says nothing of what it holds', async () => {
    writeVaultFile(file, await content())
    const text = readFileSync(file, 'utf8').trimEnd()
    for (let length = 0; length < text.length; length += 7) {
      const message = faultOf(text.slice(0, length))
      expect(message).toBe(
        `${file} is damaged, and was left as it is. Put a copy of it back from a backup, or move it away and start again; ` +
          'the secrets in it then have to be given anew.',
      )
    }
  })

  const changes: Record<string, (vault: { entries: object[] } & Record<string, unknown>) => unknown> = {
    'an unknown key': (vault) => ({ ...vault, extra: 1 }),
    'no format': (vault) => ({ ...vault, format: undefined }),
    'a format that is none': (vault) => ({ ...vault, format: 'two' }),
    'no entries': (vault) => ({ ...vault, entries: undefined }),
    'a name twice': (vault) => ({ ...vault, entries: [vault.entries[0], vault.entries[0]] }),
    'a name that is none': (vault) => ({ ...vault, entries: [{ ...vault.entries[0], name: '../x' }] }),
    'a ciphertext that is none': (vault) => ({ ...vault, entries: [{ ...vault.entries[0], ciphertext: 'Ä' }] }),
    'an unknown way to seal': (vault) => ({ ...vault, entries: [{ ...vault.entries[0], sealedBy: 'hope' }] }),
    'half a passphrase': (vault) => ({ ...vault, passphrase: { kdf: 'scrypt' } }),
    'a list': () => [],
    nothing: () => null,
  }
  it.each(Object.keys(changes))('is damaged with %s', async (name) => {
    writeVaultFile(file, await content())
    const vault = JSON.parse(readFileSync(file, 'utf8')) as { entries: object[] }
    expect(faultOf(JSON.stringify(changes[name]?.({ ...vault })))).toContain('is damaged')
  })

  it('of a newer program is refused, not taken for damaged', async () => {
    expect(faultOf('{"format":2,"vault":"another shape"}')).toBe(
      `${file} was written by a newer version of this program. Use that version; nothing was changed.`,
    )
  })

  it('names itself where it cannot be used', () => {
    mkdirSync(file, { recursive: true })
    expect(() => readVaultFile(file)).toThrow(/secrets\.json cannot be used \(EISDIR.*Check the rights/)
  })
})
