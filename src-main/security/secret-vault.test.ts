import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { InvariantError, type Logger } from '../base/index.ts'
import { FakeKeychain } from './testing/fake-keychain.ts'
import { codeOf, OTHER, PASSPHRASE, START_MS, VaultBench } from './testing/vault-bench.ts'

let bench: VaultBench
beforeEach(() => {
  bench = new VaultBench()
})
afterEach(() => bench.dispose())

describe('a vault without anything that protects', () => {
  it('refuses a secret and writes nothing', async () => {
    const vault = await bench.open()
    expect(await codeOf(vault.put('a.key', 'value'))).toBe('SECRETS_UNPROTECTED')
    expect(existsSync(bench.file)).toBe(false)
    expect(vault.view()).toEqual({
      protection: 'none',
      locked: false,
      keychain: { available: false, backend: 'none', weak: false },
      secretCount: 0,
      advice: 'There is no keychain at hand: set a passphrase before secrets can be kept.',
    })
  })

  it('says that it has no passphrase, when one is given', async () => {
    await expect((await bench.open()).unlock(PASSPHRASE)).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
      message: 'The vault has no passphrase yet; set one first.',
    })
  })
})

describe('a vault with a passphrase', () => {
  it('gives back any text after a restart, once it is unlocked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          fc.stringMatching(/^[a-z0-9]{1,8}(\.[a-z0-9]{1,8})?$/),
          fc.string({ unit: 'binary', minLength: 1 }),
        ),
        async (secrets) => {
          rmSync(bench.file, { force: true })
          const vault = await bench.openProtected()
          for (const [name, value] of Object.entries(secrets)) await vault.put(name, value)
          const restarted = await bench.open()
          for (const name of Object.keys(secrets)) expect(restarted.read(name)).toBeUndefined()
          await restarted.unlock(PASSPHRASE)
          for (const [name, value] of Object.entries(secrets)) expect(restarted.read(name)).toBe(value)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('keeps halves of surrogate pairs, which are no text in UTF-8', async () => {
    await (await bench.openProtected()).put('odd', '\ud800 and \udc00')
    const restarted = await bench.open()
    await restarted.unlock(PASSPHRASE)
    expect(restarted.read('odd')).toBe('\ud800 and \udc00')
  })

  it('writes neither value nor passphrase to the disk', async () => {
    const vault = await bench.openProtected()
    await vault.put('a.key', 'a-value-of-some-length')
    const text = readFileSync(bench.file, 'utf8')
    for (const secret of ['a-value-of-some-length', PASSPHRASE]) {
      expect(text).not.toContain(secret)
      expect(text).not.toContain(Buffer.from(secret).toString('base64').slice(0, 12))
    }
    expect(text).toContain('a.key')
  })

  it('is locked after a restart: nothing is read or written, but may be removed', async () => {
    const vault = await bench.openProtected()
    await vault.put('a.key', 'value')
    await vault.put('b.key', 'value')
    const restarted = await bench.open()
    expect(restarted.view()).toMatchObject({ protection: 'passphrase', locked: true, secretCount: 2 })
    expect(restarted.view().advice).toContain('locked')
    expect(await codeOf(restarted.put('a.key', 'new'))).toBe('SECRETS_LOCKED')
    expect(await codeOf(restarted.setPassphrase(OTHER, PASSPHRASE))).toBe('SECRETS_LOCKED')
    expect([restarted.read('a.key'), restarted.secrets()]).toEqual([undefined, []])
    await restarted.remove('b.key')
    expect(restarted.list()).toEqual([{ name: 'a.key', setAtMs: START_MS }])
  })

  it('refuses a wrong passphrase and stays locked', async () => {
    await bench.openProtected()
    const restarted = await bench.open()
    expect(await codeOf(restarted.unlock(OTHER))).toBe('WRONG_PASSPHRASE')
    expect(restarted.view().locked).toBe(true)
    expect(await restarted.unlock(PASSPHRASE)).toMatchObject({ locked: false, advice: null })
    expect(await codeOf(restarted.unlock(OTHER))).toBe('WRONG_PASSPHRASE')
    expect(restarted.view().locked).toBe(false)
  })

  it('slows down guessing, over unlock and setPassphrase together', async () => {
    const vault = await bench.openProtected()
    for (let index = 0; index < 3; index++) expect(await codeOf(vault.unlock(OTHER))).toBe('WRONG_PASSPHRASE')
    expect(await codeOf(vault.setPassphrase(OTHER, undefined))).toBe('WRONG_PASSPHRASE')
    expect(await codeOf(vault.setPassphrase(OTHER, 'guess'))).toBe('WRONG_PASSPHRASE')
    await expect(vault.unlock(PASSPHRASE)).rejects.toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      data: { retryAfterMs: 1_000 },
    })
    bench.clock.advanceBy(1_000)
    expect(await codeOf(vault.unlock(PASSPHRASE))).toBe('none')
  })

  it('slows down guesses that come at the same time', async () => {
    const vault = await bench.openProtected()
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(vault.unlock(OTHER))))
    expect(codes.filter((code) => code === 'WRONG_PASSPHRASE')).toHaveLength(5)
  })

  it('takes a new passphrase for everything at once', async () => {
    const vault = await bench.openProtected()
    await vault.put('a.key', 'value')
    await vault.setPassphrase(OTHER, PASSPHRASE)
    expect(vault.read('a.key')).toBe('value')
    await vault.put('b.key', 'more')
    const restarted = await bench.open()
    expect(await codeOf(restarted.unlock(PASSPHRASE))).toBe('WRONG_PASSPHRASE')
    await restarted.unlock(OTHER)
    expect([restarted.read('a.key'), restarted.read('b.key')]).toEqual(['value', 'more'])
  })

  it('changes nothing where the file cannot be written', async () => {
    const vault = await bench.openProtected()
    await vault.put('a.key', 'value')
    const before = readFileSync(bench.file, 'utf8')
    mkdirSync(`${bench.file}.new`)
    await expect(vault.setPassphrase(OTHER, PASSPHRASE)).rejects.toThrow(/secrets\.json\.new/)
    await expect(vault.put('a.key', 'other')).rejects.toThrow(/secrets\.json\.new/)
    await expect(vault.remove('a.key')).rejects.toThrow(/secrets\.json\.new/)
    expect([readFileSync(bench.file, 'utf8'), vault.read('a.key')]).toEqual([before, 'value'])
    rmSync(`${bench.file}.new`, { recursive: true })
    await vault.put('b.key', 'more')
    const restarted = await bench.open()
    await restarted.unlock(PASSPHRASE)
    expect([restarted.read('a.key'), restarted.read('b.key')]).toEqual(['value', 'more'])
  })
})

describe('a vault in use', () => {
  it('lists by name when each was set, and counts a second setting as one', async () => {
    const vault = await bench.openProtected()
    await vault.put('b.key', '1')
    bench.clock.advanceBy(5)
    expect(await vault.put('a.key', '2')).toEqual({ name: 'a.key', setAtMs: START_MS + 5 })
    bench.clock.advanceBy(5)
    await vault.put('b.key', '3')
    expect(vault.list()).toEqual([
      { name: 'a.key', setAtMs: START_MS + 5 },
      { name: 'b.key', setAtMs: START_MS + 10 },
    ])
    expect([vault.read('b.key'), vault.view().secretCount, vault.secrets()]).toEqual([
      '3',
      2,
      expect.arrayContaining(['2', '3']),
    ])
  })

  it('forgets what is removed, and knows no other', async () => {
    const vault = await bench.openProtected()
    await vault.put('a.key', 'value')
    await vault.remove('a.key')
    expect([vault.read('a.key'), vault.list(), vault.secrets()]).toEqual([undefined, [], []])
    expect(await codeOf(vault.remove('a.key'))).toBe('UNKNOWN_SECRET')
    expect(readFileSync(bench.file, 'utf8')).not.toContain('a.key')
  })

  it('loses none of many changes at once', async () => {
    const vault = await bench.openProtected()
    const names = Array.from({ length: 30 }, (_, index) => `key-${String(index).padStart(2, '0')}`)
    await Promise.all([
      ...names.map((name) => vault.put(name, `value of ${name}`)),
      vault.setPassphrase(OTHER, PASSPHRASE),
      vault.remove('key-07'),
    ])
    const restarted = await bench.open()
    await restarted.unlock(OTHER)
    expect(restarted.list().map(({ name }) => name)).toEqual(names.filter((name) => name !== 'key-07'))
    expect(restarted.read('key-29')).toBe('value of key-29')
  })

  it('tells who listens which secrets changed', async () => {
    const vault = await bench.openProtected()
    const told: (readonly string[])[] = []
    vault.onChange((names) => told.push(names))
    await vault.put('a.key', 'value')
    await vault.setPassphrase(OTHER, PASSPHRASE)
    await vault.remove('a.key')
    await vault.put('b.key', 'value')
    expect(told).toEqual([['a.key'], ['a.key'], ['b.key']])
    const restarted = await bench.open()
    restarted.onChange((names) => told.push(names))
    await restarted.unlock(OTHER)
    await restarted.unlock(OTHER)
    expect(told.slice(3)).toEqual([['b.key']])
  })

  it('refuses a name that its file could not hold', async () => {
    const vault = await bench.openProtected()
    expect(() => vault.put('No Name', 'value')).toThrow(InvariantError)
  })

  it('says nothing of values and passphrases to the log', async () => {
    const lines: string[] = []
    const write = (message: string, fields?: object): void => void lines.push(message + JSON.stringify(fields ?? {}))
    const logger: Logger = { debug: write, info: write, warn: write, error: write, child: () => logger }
    const vault = await bench.open({ logger, keychain: new FakeKeychain() })
    await vault.put('a.key', 'the-value')
    await vault.setPassphrase(PASSPHRASE, undefined)
    await codeOf(vault.setPassphrase(OTHER, 'wrong-guess'))
    await vault.remove('a.key')
    await vault.put('b.key', 'the-value')
    await (await bench.open({ logger })).unlock(PASSPHRASE)
    expect(lines.length).toBeGreaterThan(5)
    expect(lines.join('\n')).not.toMatch(/the-value|correct horse|another pass|wrong-guess/)
  })
})
