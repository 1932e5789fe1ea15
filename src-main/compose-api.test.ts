import { describe, expect, it } from 'vitest'
import { EngineError, silentLogger, timeMs } from './base/index.ts'
import { createEngineApi } from './compose-api.ts'
import type { EngineParts } from './compose-parts.ts'
import {
  accountId,
  HAND,
  instrumentId,
  money,
  type Order,
  orderId,
  type OrderIntent,
  type Position,
  price,
  quantity,
  venueId,
  PLAIN_ORDER,
} from './domain/index.ts'
import type { EngineApi } from './gateway/index.ts'

const ABC = instrumentId(venueId('test'), 'ABC')
const XYZ = instrumentId(venueId('test'), 'XYZ')

function position(id: typeof ABC): Position {
  return {
    accountId: accountId('test-01'),
    instrumentId: id,
    owner: HAND,
    quantity: quantity(1),
    entryPrice: price(100),
    realisedPnl: money(0),
    fees: money(0),
    openedAtMs: timeMs(1),
  }
}

/** An order that closed ABC under the key `used`. */
const CLOSED_ABC: Order = {
  terms: {
    ...PLAIN_ORDER,
    orderId: orderId('wh-1'),
    accountId: accountId('test-01'),
    instrumentId: ABC,
    owner: HAND,
    source: 'hand',
    role: 'close',
    parentOrderId: undefined,
    idempotencyKey: 'used',
    side: 'sell',
    type: 'market',
    quantity: quantity(1),
    limitPrice: undefined,
    triggerPrice: undefined,
    timeInForce: 'IOC',
    reduceOnly: true,
    stopLossPrice: undefined,
    takeProfitPrice: undefined,
    reason: 'closed by hand',
    createdAtMs: timeMs(1),
  },
  state: { kind: 'filled' },
  venueOrderId: undefined,
  amendment: undefined,
  filledQuantity: quantity(1),
  filledNotional: money(100),
  updatedAtMs: timeMs(2),
}

function openApi(session: object): EngineApi {
  return createEngineApi({ session } as unknown as EngineParts, silentLogger)
}

function codeOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    return (error as EngineError).code
  }
  return 'nothing was thrown'
}

describe('closing a position over the interface', () => {
  const desk = {
    repeated: (_: string, key: string) => (key === 'used' ? CLOSED_ABC : undefined),
    closeIntent: (request: object) => request,
    submit: ({ idempotencyKey }: OrderIntent) => {
      if (idempotencyKey === 'used') throw new EngineError('IDEMPOTENCY_MISMATCH', 'the key stands for another order')
      return { kind: 'placed', order: CLOSED_ABC }
    },
  }
  const api = openApi({ desk, portfolio: { openPositions: () => [position(XYZ)] } })

  it('gives the same order for the same key, also once the position is gone', () => {
    expect(api.positions.close('test:ABC~hand', 1, 'used')).toMatchObject({ orderId: 'wh-1', state: 'filled' })
  })

  it('refuses a key that closed another position', () => {
    expect(codeOf(() => api.positions.close('test:XYZ~hand', 1, 'used'))).toBe('IDEMPOTENCY_MISMATCH')
  })

  it('refuses a position that is not open', () => {
    expect(codeOf(() => api.positions.close('test:ABC~hand', 1, 'fresh'))).toBe('UNKNOWN_POSITION')
  })
})

describe('moving exits over the interface', () => {
  const moves: object[] = []
  let denial: object | undefined
  const api = openApi({
    exits: {
      move: (wish: object) => {
        moves.push(wish)
        return denial
      },
      preview: (draft: object) => {
        moves.push(draft)
        return { denial: undefined, profitAtStop: money('-5.09'), profitAtTarget: undefined, rewardToRisk: undefined }
      },
    },
    execution: {
      whenStored: async () => undefined,
      protectionOf: () => ({ stopPrice: price(95), targetPrice: undefined }),
    },
    marks: { unrealisedOf: () => 0, markPrice: () => 100 },
    margin: { position: () => undefined },
    portfolio: { openPositions: () => [position(XYZ)] },
  })

  it('names the position, keeps what is left out apart from what is taken away, and answers with the position', async () => {
    const view = await api.positions.protect({ positionId: 'test:XYZ~hand', stopPrice: '95' }, 'key-1')
    expect(view).toMatchObject({ positionId: 'test:XYZ~hand', stopPrice: '95', targetPrice: null })
    await api.positions.protect({ positionId: 'test:XYZ~hand', targetPrice: null }, 'key-2')
    expect(moves).toEqual([
      { instrumentId: XYZ, owner: HAND, by: 'hand', idempotencyKey: 'key-1', stopPrice: price(95) },
      { instrumentId: XYZ, owner: HAND, by: 'hand', idempotencyKey: 'key-2', targetPrice: null },
    ])
  })

  it('gives a denial with its numbers', async () => {
    denial = { code: 'STOP_WRONG_SIDE', message: 'wrong side', measured: 101, limit: 100, unit: 'USDT' }
    const denied = api.positions.protect({ positionId: 'test:XYZ~hand', stopPrice: '101' }, 'key-3')
    await expect(denied).rejects.toMatchObject({ code: 'DENIED', data: { measured: 101, limit: 100 } })
  })

  it('previews, and refuses a position that is not open', async () => {
    expect(api.positions.previewProtection({ positionId: 'test:XYZ~hand', stopPrice: '95' })).toEqual({
      accepted: true,
      denial: null,
      profitAtStop: '-5.09',
      profitAtTarget: null,
      rewardToRisk: null,
    })
    expect(codeOf(() => api.positions.previewProtection({ positionId: 'test:ABC~hand' }))).toBe('UNKNOWN_POSITION')
    await expect(api.positions.protect({ positionId: 'test:ABC~hand' }, 'key-4')).rejects.toMatchObject({
      code: 'UNKNOWN_POSITION',
    })
  })
})

describe('resetting the account over the interface', () => {
  function openResets(fails: boolean[]): { api: EngineApi; count: () => number } {
    let resets = 0
    const session = {
      resetAccount: async () => {
        if (fails[resets++]) throw new Error('the disk is full')
      },
    }
    return { api: openApi(session), count: () => resets }
  }

  /** The reset itself; the account that is read afterwards is no matter here. */
  async function reset(api: EngineApi, key: string): Promise<string> {
    try {
      await api.account.reset(key)
      return 'done'
    } catch (error) {
      return error instanceof TypeError ? 'done' : String(error)
    }
  }

  it('happens once for a key', async () => {
    const { api, count } = openResets([])
    await Promise.all([reset(api, 'a'), reset(api, 'a')])
    await reset(api, 'a')
    expect(count()).toBe(1)
    await reset(api, 'b')
    expect(count()).toBe(2)
  })

  it('may be asked for again under the same key when it failed', async () => {
    const { api, count } = openResets([true, false])
    expect(await reset(api, 'a')).toBe('Error: the disk is full')
    expect(await reset(api, 'a')).toBe('done')
    expect(count()).toBe(2)
  })
})
