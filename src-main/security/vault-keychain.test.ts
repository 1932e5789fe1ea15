import { existsSync } from 'node:fs'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KeychainCipher } from './ports.ts'
import { FakeKeychain, WEAK_KEYCHAIN } from './testing/fake-keychain.ts'
import { codeOf, PASSPHRASE, VaultBench } from './testing/vault-bench.ts'
import { writeVaultFile } from './vault-file.ts'

let bench: VaultBench
beforeEach(() => {
  bench = new VaultBench()
})
afterEach(() => bench.dispose())

describe('a vault with a keychain', () => {
  it('gives back any text after a restart, without a question', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (value) => {
        const vault = await bench.open({ keychain: new FakeKeychain() })
        await vault.put('a.key', value)
        expect((await bench.open({ keychain: new FakeKeychain() })).read('a.key')).toBe(value)
      }),
      { numRuns: 20 },
    )
    expect((await bench.open({ keychain: new FakeKeychain() })).view()).toMatchObject({
      protection: 'keychain',
      locked: false,
      advice: null,
    })
  })

  it('lists and keeps what another keychain encrypted, and says so', async () => {
    const there = await bench.open({ keychain: new FakeKeychain(undefined, 'another user') })
    await there.put('a.key', 'value')
    const here = await bench.open({ keychain: new FakeKeychain() })
    await here.put('b.key', 'mine')
    expect([here.read('a.key'), here.read('b.key')]).toEqual([undefined, 'mine'])
    expect(here.list().map(({ name }) => name)).toEqual(['a.key', 'b.key'])
    expect(here.view().advice).toContain('These secrets cannot be read here: a.key; they were encrypted with')
    expect((await bench.open({ keychain: new FakeKeychain(undefined, 'another user') })).read('a.key')).toBe('value')
    expect((await bench.open()).view().advice).toContain('no keychain is at hand')
  })

  it('gives no secret that was put in the place of another', async () => {
    const vault = await bench.open({ keychain: new FakeKeychain() })
    await vault.put('a.key', 'value of a')
    await vault.put('b.key', 'value of b')
    bench.tamper(({ entries: [a, b] }) => {
      if (a && b) a.ciphertext = b.ciphertext
    })
    expect((await bench.open({ keychain: new FakeKeychain() })).read('a.key')).toBeUndefined()
  })

  it('gives no text that is none of its own', async () => {
    const keychain = new FakeKeychain()
    const [foreign = ''] = await keychain.encrypt(['not JSON'])
    const [other = ''] = await keychain.encrypt(['{"a":1}'])
    const entry = { setAtMs: bench.clock.nowMs(), sealedBy: 'keychain', backend: 'x' } as const
    writeVaultFile(bench.file, {
      passphrase: null,
      entries: [
        { ...entry, name: 'a', ciphertext: foreign },
        { ...entry, name: 'b', ciphertext: other },
      ],
    })
    const vault = await bench.open({ keychain })
    expect([vault.read('a'), vault.read('b'), vault.list().length]).toEqual([undefined, undefined, 2])
  })

  it('moves everything to a passphrase when one is set', async () => {
    const vault = await bench.open({ keychain: new FakeKeychain() })
    await vault.put('a.key', 'value')
    expect(bench.raw().entries[0]?.sealedBy).toBe('keychain')
    expect(await vault.setPassphrase(PASSPHRASE, undefined)).toMatchObject({ protection: 'passphrase', locked: false })
    expect(bench.raw().entries[0]?.sealedBy).toBe('passphrase')
    const headless = await bench.open()
    await headless.unlock(PASSPHRASE)
    expect(headless.read('a.key')).toBe('value')
    await headless.put('b.key', 'more')
    const desktop = await bench.open({ keychain: new FakeKeychain() })
    expect([desktop.view().locked, desktop.read('b.key')]).toEqual([true, undefined])
  })

  it('that is weak serves only where that is accepted, as configured at the moment', async () => {
    let accepted = false
    const vault = await bench.open({ keychain: new FakeKeychain(WEAK_KEYCHAIN), acceptWeakKeychain: () => accepted })
    expect(await codeOf(vault.put('a.key', 'value'))).toBe('SECRETS_UNPROTECTED')
    accepted = true
    expect(await codeOf(vault.put('a.key', 'value'))).toBe('none')
    accepted = false
    expect([vault.read('a.key'), vault.view().protection]).toEqual(['value', 'none'])
    expect(vault.view().advice).toContain('basic_text hides secrets only')
  })

  it('that fails lets nothing be kept', async () => {
    const broken: KeychainCipher = {
      view: new FakeKeychain().view,
      encrypt: () => Promise.reject(new Error('the keychain is locked')),
      decrypt: () => Promise.reject(new Error('the keychain is locked')),
    }
    const vault = await bench.open({ keychain: broken })
    await expect(vault.put('a.key', 'value')).rejects.toThrow('the keychain is locked')
    const silent = await bench.open({ keychain: { ...broken, encrypt: async () => [] } })
    await expect(silent.put('a.key', 'value')).rejects.toThrow('gave no answer')
    expect([vault.list(), silent.read('a.key'), existsSync(bench.file)]).toEqual([[], undefined, false])
  })
})
