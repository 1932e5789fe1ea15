import { describe, expect, it } from 'vitest'
import { ManualClock } from '../base/index.ts'
import { SafeStorageCipher } from './safe-storage-cipher.ts'
import { settle } from './testing/fake-engine-host.ts'
import { RecordingLogger } from './testing/recording-logger.ts'

type Backend = 'basic_text' | 'gnome_libsecret' | 'kwallet' | 'kwallet5' | 'kwallet6' | 'unknown'

/** A keychain that turns bytes around. */
class FakeSafeStorage {
  backend: Backend = 'kwallet6'
  availability: () => Promise<boolean> = async () => true
  fault: Error | undefined

  isAsyncEncryptionAvailable(): Promise<boolean> {
    return this.availability()
  }

  getSelectedStorageBackend(): Backend {
    return this.backend
  }

  async encryptStringAsync(text: string): Promise<Buffer> {
    if (this.fault) throw this.fault
    return Buffer.from(text).reverse()
  }

  async decryptStringAsync(bytes: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    if (this.fault) throw this.fault
    return { result: Buffer.from(bytes).reverse().toString(), shouldReEncrypt: true }
  }
}

function setUp(platform: NodeJS.Platform = 'linux') {
  const safeStorage = new FakeSafeStorage()
  const clock = new ManualClock(0)
  const logger = new RecordingLogger()
  return { safeStorage, clock, logger, cipher: new SafeStorageCipher({ safeStorage, platform, clock, logger }) }
}

describe('SafeStorageCipher', () => {
  it('gives back every text in its place', async () => {
    const { cipher } = setUp()
    const encrypted = await cipher.encrypt(['key', 'sécret', ''])
    expect(encrypted[0]).toBe(Buffer.from('yek').toString('base64'))
    expect(await cipher.decrypt(encrypted)).toEqual(['key', 'sécret', ''])
  })

  it.each([
    ['kwallet6', false],
    ['gnome_libsecret', false],
    ['basic_text', true],
    ['unknown', true],
  ] as const)('calls the Linux backend %s weak: %s', async (backend, weak) => {
    const { safeStorage, cipher } = setUp()
    safeStorage.backend = backend
    expect(await cipher.view()).toEqual({ available: true, backend, weak })
  })

  it.each([
    ['darwin', 'Keychain'],
    ['win32', 'DPAPI'],
  ] as const)('names the keychain of %s without asking for a Linux backend', async (platform, backend) => {
    const { safeStorage, cipher } = setUp(platform)
    safeStorage.backend = 'basic_text'
    expect(await cipher.view()).toEqual({ available: true, backend, weak: false })
  })

  it('takes a keychain that fails for none, and logs why', async () => {
    const { safeStorage, cipher, logger } = setUp()
    safeStorage.availability = () => Promise.reject(new Error('no bus'))
    expect(await cipher.view()).toEqual({ available: false, backend: 'kwallet6', weak: false })
    expect(logger.faults[0]?.fields).toEqual({ backend: 'kwallet6', error: 'no bus' })
  })

  it('does not wait for ever for a keychain that the user has to unlock', async () => {
    const { safeStorage, cipher, clock } = setUp()
    safeStorage.availability = () => new Promise(() => undefined)
    const view = cipher.view()
    clock.advanceBy(30_000)
    expect(await view).toMatchObject({ available: false })
  })

  it('leaves no timer behind when the keychain has answered', async () => {
    const { cipher, clock, logger } = setUp()
    await cipher.view()
    clock.advanceBy(60_000)
    await settle()
    expect(logger.faults).toEqual([])
  })

  it('says what to do where a text cannot be read', async () => {
    const { safeStorage, cipher } = setUp()
    safeStorage.fault = new Error('wrong key')
    await expect(cipher.decrypt(['AAAA'])).rejects.toThrow(
      'The keychain of the system (kwallet6) could not decrypt: wrong key. Unlock it and restart the engine',
    )
    await expect(cipher.encrypt(['a'])).rejects.toThrow('could not encrypt: wrong key')
  })
})
