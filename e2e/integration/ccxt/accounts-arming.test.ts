import { describe, expect, it } from 'vitest'
import type { EngineAccounts } from '../../../src-main/compose-accounts.ts'
import { useVenue } from '../../venue/testing/rig.ts'
import { READING_KEY, TRADING_KEY } from '../../venue/venue-options.ts'
import { urlsAt, useAccounts } from './testing/account-bench.ts'

const WORD = 'LIVE main'

describe('arming a live account', () => {
  const rig = useVenue()
  const bench = useAccounts()

  async function open(change: object = {}): Promise<EngineAccounts> {
    bench.configure({ main: { venue: 'binance', environment: 'live', urls: urlsAt(rig.venue.port).spot, ...change } })
    await bench.setKeys('main')
    return bench.start()
  }

  it('takes the word and a key that passes its check, and then nothing stands in the way of an order', async () => {
    const accounts = await open()
    const session = accounts.prepare('main')
    expect(session.notArmed()).toContain('wheelhouse accounts arm main')
    expect((await accounts.arm('main', WORD)).armedAtMs).not.toBeNull()
    expect(session.notArmed()).toBeUndefined()
  })

  it.each(['', 'main', 'live main', 'LIVE other'])(
    'refuses "%s" and says what is expected, without asking the venue',
    async (word) => {
      const accounts = await open()
      await expect(accounts.arm('main', word)).rejects.toMatchObject({
        code: 'WRONG_CONFIRMATION',
        data: { expected: WORD },
      })
      expect(accounts.list()[0]).toMatchObject({ armedAtMs: null, lastCheck: null })
    },
  )

  it('is refused with a key that may not trade, and says why', async () => {
    const accounts = await open()
    await bench.setKeys('main', READING_KEY)
    await expect(accounts.arm('main', WORD)).rejects.toMatchObject({
      code: 'ACCOUNT_CHECK_FAILED',
      message: expect.stringContaining('The key may not trade here.') as string,
    })
    expect(accounts.prepare('main').notArmed()).toBeDefined()
  })

  it('is refused where key or settings have changed while the venue was asked', async () => {
    const accounts = await open()
    rig.venue.faults.onRequest({ kind: 'delay', ms: 1_000 }, { matching: /apiRestrictions/ })
    const [refusal] = await Promise.allSettled([accounts.arm('main', WORD), bench.setKeys('main', READING_KEY)])
    expect(refusal).toMatchObject({
      reason: { code: 'ACCOUNT_CHECK_FAILED', message: expect.stringContaining('changed meanwhile') as string },
    })
    expect(accounts.prepare('main').notArmed()).toBeDefined()
    await bench.setKeys('main', TRADING_KEY)
    expect(accounts.prepare('main').notArmed()).toBeDefined()
  })

  it('is refused while the venue does not answer', async () => {
    const accounts = await open()
    await rig.venue.close()
    await expect(accounts.arm('main', WORD)).rejects.toMatchObject({ code: 'ACCOUNT_CHECK_FAILED' })
  })

  it('has nothing to do on a testnet, where orders need none', async () => {
    const accounts = await open({ environment: 'testnet' })
    expect(accounts.prepare('main').notArmed()).toBeUndefined()
    await expect(accounts.arm('main', WORD)).rejects.toMatchObject({ code: 'ACCOUNT_NOT_ARMABLE' })
  })

  it('outlives a start of the engine', async () => {
    await (await open()).arm('main', WORD)
    const after = await bench.start()
    expect(after.prepare('main').notArmed()).toBeUndefined()
    expect(after.list()[0]?.armedAtMs).not.toBeNull()
  })

  it('does not pass on to another key or address, nor to a session that was opened with those', async () => {
    const accounts = await open()
    const session = accounts.prepare('main')
    await accounts.arm('main', WORD)
    await bench.setKeys('main', READING_KEY)
    expect(accounts.prepare('main').notArmed()).toBeDefined()
    expect(accounts.list()[0]?.armedAtMs).toBeNull()
    await bench.setKeys('main', TRADING_KEY)
    expect(accounts.prepare('main').notArmed()).toBeUndefined()
    const moved = await open({ urls: { ...urlsAt(rig.venue.port).spot, streams: 'ws://127.0.0.1:1/stream' } })
    expect(moved.prepare('main').notArmed()).toBeDefined()
    expect(session.notArmed()).toBeUndefined()
  })

  it('ends at once when it is taken back, also for the session that trades', async () => {
    const accounts = await open()
    const session = accounts.prepare('main')
    await accounts.arm('main', WORD)
    expect(accounts.disarm('main').armedAtMs).toBeNull()
    expect(session.notArmed()).toBeDefined()
  })

  it('is written to the audit log with every check, without secrets', async () => {
    const accounts = await open()
    await accounts.arm('main', WORD)
    accounts.disarm('main')
    const lines = bench.audit()
    expect(lines.map(({ action, account }) => `${String(action)}: ${String(account)}`)).toEqual([
      'account checked: main',
      'account armed: main',
      'account disarmed: main',
    ])
    for (const secret of [TRADING_KEY.apiKey, TRADING_KEY.secret]) expect(JSON.stringify(lines)).not.toContain(secret)
  })
})

describe('a key that is refused while its account is armed', () => {
  const restrictions = { enableWithdrawals: false, ipRestrict: true }
  const rig = useVenue(() => ({ restrictions: Object.assign(restrictions, { enableWithdrawals: false }) }))
  const bench = useAccounts()

  it('takes the arming back', async () => {
    bench.configure({ main: { venue: 'binance', environment: 'live', urls: urlsAt(rig.venue.port).spot } })
    await bench.setKeys('main')
    const accounts = await bench.start()
    await accounts.arm('main', WORD)
    restrictions.enableWithdrawals = true
    expect((await accounts.check('main')).outcome).toBe('refused')
    expect(accounts.prepare('main').notArmed()).toBeDefined()
    expect(bench.audit().at(-1)).toMatchObject({ action: 'account disarmed', reason: 'its key was refused' })
  })
})
