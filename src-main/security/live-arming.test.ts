import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EngineError, ManualClock, silentLogger } from '../base/index.ts'
import { type ArmedIdentity, armingFingerprint, LiveArming } from './live-arming.ts'

const IDENTITY: ArmedIdentity = {
  venueId: 'binance',
  environment: 'live',
  urls: { rest: 'http://127.0.0.1:1', streams: ['ws://127.0.0.1:1', 'ws://127.0.0.1:2'] },
  apiKey: 'the key itself',
}
const FINGERPRINT = armingFingerprint(IDENTITY)

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'arming-'))
  file = join(folder, 'live-arming.json')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function open(): LiveArming {
  return LiveArming.open({ folder, clock: new ManualClock(1_700_000_000_000), logger: silentLogger })
}

describe('arming an account', () => {
  it('takes the word that is asked for, and is on the disk for its owner alone', () => {
    const arming = open()
    expect(arming.armed('main', FINGERPRINT)).toBe(false)
    arming.arm('main', FINGERPRINT, ' LIVE main ')
    expect(arming.armedAtMs('main', FINGERPRINT)).toBe(1_700_000_000_000)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).not.toContain(IDENTITY.apiKey)
  })

  it.each(['', 'main', 'LIVE other', 'live main', 'LIVE main please'])(
    'refuses "%s", says what to type, and changes nothing',
    (typed) => {
      const arming = open()
      expect(() => arming.arm('main', FINGERPRINT, typed)).toThrow(
        new EngineError('WRONG_CONFIRMATION', 'Type LIVE main to let the account main trade with money.', {
          data: { expected: 'LIVE main' },
        }),
      )
      expect(arming.armed('main', FINGERPRINT)).toBe(false)
      expect(existsSync(file)).toBe(false)
    },
  )

  it('outlives the program, however it ended', () => {
    open().arm('main', FINGERPRINT, 'LIVE main')
    expect(open().armed('main', FINGERPRINT)).toBe(true)
  })

  it('holds for that account alone', () => {
    const arming = open()
    arming.arm('main', FINGERPRINT, 'LIVE main')
    expect(arming.armed('second', FINGERPRINT)).toBe(false)
  })

  it.each<[string, Partial<ArmedIdentity>]>([
    ['key', { apiKey: 'another' }],
    ['environment', { environment: 'testnet' }],
    ['venue', { venueId: 'binance-usdm' }],
    ['address', { urls: { ...IDENTITY.urls, rest: 'http://127.0.0.1:9' } }],
    ['number of addresses', { urls: { rest: 'http://127.0.0.1:1' } }],
  ])('ends with another %s', (_, change) => {
    const arming = open()
    arming.arm('main', FINGERPRINT, 'LIVE main')
    expect(arming.armed('main', armingFingerprint({ ...IDENTITY, ...change }))).toBe(false)
  })

  it('does not end because addresses are written in another order', () => {
    const { rest = '', streams = '' } = IDENTITY.urls
    expect(armingFingerprint({ ...IDENTITY, urls: { streams, rest } })).toBe(FINGERPRINT)
  })

  it('is taken back for good', () => {
    const arming = open()
    arming.arm('main', FINGERPRINT, 'LIVE main')
    arming.arm('second', FINGERPRINT, 'LIVE second')
    arming.disarm('main')
    arming.disarm('nobody')
    expect(open().armed('main', FINGERPRINT)).toBe(false)
    expect(open().armed('second', FINGERPRINT)).toBe(true)
  })

  it.each([
    '',
    '{',
    '{"format":2,"accounts":{}}',
    '{"format":1,"accounts":{"main":{"fingerprint":"x","armedAtMs":1}}}',
  ])('arms nothing by a file that says %s', (text) => {
    writeFileSync(file, text)
    expect(open().armed('main', FINGERPRINT)).toBe(false)
  })
})
