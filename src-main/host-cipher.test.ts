import { describe, expect, it } from 'vitest'
import type { EngineMessage } from '../src-contract/index.ts'
import { ManualClock } from './base/index.ts'
import { ANSWER_LIMIT_MS, HostCipher } from './host-cipher.ts'

const VIEW = { available: true, backend: 'gnome_libsecret', weak: false }

function openCipher(): { cipher: HostCipher; clock: ManualClock; posted: EngineMessage[] } {
  const clock = new ManualClock(1_000)
  const posted: EngineMessage[] = []
  return { cipher: new HostCipher({ view: VIEW, post: (message) => posted.push(message), clock }), clock, posted }
}

describe('HostCipher', () => {
  it('says what the host can do', () => {
    expect(openCipher().cipher.view).toEqual(VIEW)
  })

  it('asks the host, and gives each answer to its question', async () => {
    const { cipher, posted } = openCipher()
    const encrypted = cipher.encrypt(['a', 'b'])
    const decrypted = cipher.decrypt(['eA=='])
    expect(posted).toEqual([
      { t: 'cipher', id: 1, operation: 'encrypt', texts: ['a', 'b'] },
      { t: 'cipher', id: 2, operation: 'decrypt', texts: ['eA=='] },
    ])
    cipher.handleAnswer({ t: 'ciphered', id: 2, texts: ['x'] })
    cipher.handleAnswer({ t: 'ciphered', id: 1, texts: ['YQ==', 'Yg=='] })
    expect(await encrypted).toEqual(['YQ==', 'Yg=='])
    expect(await decrypted).toEqual(['x'])
  })

  it('passes on why the host could not', async () => {
    const { cipher } = openCipher()
    const decrypted = cipher.decrypt(['eA=='])
    cipher.handleAnswer({ t: 'cipherFailed', id: 1, message: 'the wallet is closed' })
    await expect(decrypted).rejects.toThrow('The keychain refused: the wallet is closed')
  })

  it('takes no answer with another number of texts', async () => {
    const { cipher } = openCipher()
    const encrypted = cipher.encrypt(['a', 'b'])
    cipher.handleAnswer({ t: 'ciphered', id: 1, texts: ['YQ=='] })
    await expect(encrypted).rejects.toThrow('The keychain answered with 1 texts to 2.')
  })

  it('waits ten seconds and not longer', async () => {
    const { cipher, clock } = openCipher()
    const late = cipher.encrypt(['a'])
    clock.advanceBy(ANSWER_LIMIT_MS - 1)
    const intime = cipher.encrypt(['b'])
    clock.advanceBy(1)
    await expect(late).rejects.toThrow('The keychain did not answer within 10 s.')
    cipher.handleAnswer({ t: 'ciphered', id: 1, texts: ['too late'] })
    cipher.handleAnswer({ t: 'ciphered', id: 2, texts: ['Yg=='] })
    expect(await intime).toEqual(['Yg=='])
    clock.advanceBy(ANSWER_LIMIT_MS)
    expect(await intime).toEqual(['Yg=='])
  })

  it('fails what is open, and all that comes later, when the host is gone', async () => {
    const { cipher, posted } = openCipher()
    const open = [cipher.encrypt(['a']), cipher.decrypt(['eA=='])]
    cipher.dispose()
    for (const question of open) await expect(question).rejects.toThrow('the program that hosts the engine is gone')
    await expect(cipher.encrypt(['b'])).rejects.toThrow('the program that hosts the engine is gone')
    expect(posted).toHaveLength(2)
  })
})
