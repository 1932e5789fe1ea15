import { scryptSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createLock, keyOf, PassphraseLock, STRONG_COST } from './passphrase-lock.ts'

const CHEAP = { n: 16, r: 8, p: 1 }

describe('a passphrase lock', () => {
  it('gives the same key for its passphrase, and none for another', async () => {
    const { lock, key } = await createLock('correct horse battery', CHEAP)
    expect(await keyOf('correct horse battery', lock)).toEqual(key)
    for (const wrong of ['', 'correct horse batterz', 'Correct horse battery', 'correct horse battery ']) {
      expect(await keyOf(wrong, lock)).toBeUndefined()
    }
  })

  it('derives the key by scrypt, as RFC 7914 has it', async () => {
    const { lock, key } = await createLock('correct horse battery', CHEAP)
    const salt = Buffer.from(lock.salt, 'base64')
    expect(key).toEqual(scryptSync('correct horse battery', salt, 32, { N: 16, r: 8, p: 1 }))
  })

  it('takes the same letters for the same, however they are composed', async () => {
    const { lock, key } = await createLock('Zürich Zürich', CHEAP)
    expect(await keyOf('Zürich Zürich'.normalize('NFD'), lock)).toEqual(key)
  })

  it('has a salt of its own every time', async () => {
    const [one, two] = [await createLock('same', CHEAP), await createLock('same', CHEAP)]
    expect(one.lock.salt).not.toBe(two.lock.salt)
    expect(Buffer.from(one.lock.salt, 'base64')).toHaveLength(32)
    expect(one.key).not.toEqual(two.key)
  })

  it('can be opened at the cost that is used outside tests, and says that cost', async () => {
    const { lock, key } = await createLock('correct horse battery', STRONG_COST)
    expect(lock).toMatchObject({ kdf: 'scrypt', n: 131_072, r: 8, p: 1 })
    expect(await keyOf('correct horse battery', lock)).toEqual(key)
  })

  it.each([
    { n: 15 },
    { n: 2 ** 21 },
    { n: 0 },
    { r: 0 },
    { r: 17 },
    { p: 17 },
    { kdf: 'md5' },
    { salt: '' },
    { salt: '%' },
  ])('refuses parameters of a file that would hang or crash: %j', async (change) => {
    const { lock } = await createLock('correct horse battery', CHEAP)
    expect(PassphraseLock.safeParse(lock).success).toBe(true)
    expect(PassphraseLock.safeParse({ ...lock, ...change }).success).toBe(false)
  })
})
