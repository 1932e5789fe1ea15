import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ERROR_TABLE, type ErrorCode, ROLES } from '../../src-contract/index.ts'
import { neededRole } from './guard.ts'
import { listProcedures, type NamedProcedure } from './procedure-list.ts'
import { ACCOUNT_AT_VENUE } from './testing/account-fixtures.ts'
import {
  ALERT,
  COMPONENT,
  INSTRUMENT_ID,
  LAYOUT,
  METRICS,
  ORDER,
  POSITION,
  PRICE_ALERT,
  SECRET,
  STRATEGY,
} from './testing/fixtures.ts'
import { DIFFERENCE, GUARD } from './testing/safety-fixtures.ts'
import { TestGateway } from './testing/start-gateway.ts'

const KEY = 'a-key-of-eight'
const DRAFT = {
  instrumentId: INSTRUMENT_ID,
  side: 'buy',
  type: 'market',
  size: { kind: 'quantity', quantity: '1' },
}
const LIMIT_DRAFT = { ...DRAFT, type: 'limit', limitPrice: '60000' }

/** A request that is met, per procedure. A procedure that is not here fails the test below. */
const SAMPLES: Record<
  string,
  { query?: string; params?: Record<string, string>; body?: Readonly<Record<string, unknown>> }
> = {
  'system.status': {},
  'system.health': {},
  'system.components': {},
  'system.restartComponent': { params: { name: COMPONENT.name }, body: {} },
  'system.pause': { body: {} },
  'system.resume': { body: {} },
  'system.kill': { body: {} },
  'system.departure': {},
  'system.shutdown': { body: {} },
  'config.get': {},
  'config.validate': { body: { patch: {} } },
  'config.put': { body: { patch: { gateway: { port: 4001 } } } },
  'config.history': { query: '?beforeVersion=4&limit=2' },
  'config.revert': { body: { version: 2 } },
  'market.instruments': {},
  'market.refreshInstruments': {},
  'market.quotes': {},
  'market.candles': { query: `?instrumentId=${INSTRUMENT_ID}&limit=3` },
  'market.catalogue': {},
  'market.indicators': {
    query: `?instrumentId=${INSTRUMENT_ID}&indicator=ema&parameters=${encodeURIComponent('{"period":20}')}`,
  },
  'market.ictRecords': { query: `?instrumentId=${INSTRUMENT_ID}&timeframe=5m&kinds=fvg,bos&limit=3` },
  'strategies.list': {},
  'strategies.enable': { params: { strategyId: STRATEGY.strategyId }, body: {} },
  'strategies.disable': { params: { strategyId: STRATEGY.strategyId }, body: {} },
  'strategies.setParameters': { params: { strategyId: STRATEGY.strategyId }, body: { parameters: {} } },
  'strategies.signals': {},
  'orders.list': { query: '?status=open' },
  'orders.preview': { body: DRAFT },
  'orders.create': { body: { idempotencyKey: KEY, draft: DRAFT } },
  'orders.createOco': { body: { idempotencyKey: KEY, drafts: [LIMIT_DRAFT, LIMIT_DRAFT] } },
  'orders.previewAmend': { params: { orderId: ORDER.orderId }, body: { limitPrice: '63000' } },
  'orders.amend': { params: { orderId: ORDER.orderId }, body: { idempotencyKey: KEY, limitPrice: '63000' } },
  'orders.cancel': { params: { orderId: ORDER.orderId }, body: {} },
  'orders.cancelAll': { body: {} },
  'positions.list': {},
  'positions.close': { params: { positionId: POSITION.positionId }, body: { idempotencyKey: KEY } },
  'positions.previewProtection': { params: { positionId: POSITION.positionId }, body: { stopPrice: '62000' } },
  'positions.protect': {
    params: { positionId: POSITION.positionId },
    body: { idempotencyKey: KEY, stopPrice: '62000', targetPrice: null },
  },
  'positions.previewHandOver': {
    params: { positionId: POSITION.positionId },
    body: { to: 'strategy:trend', fraction: 0.5 },
  },
  'positions.handOver': {
    params: { positionId: POSITION.positionId },
    body: { idempotencyKey: KEY, to: 'strategy:trend' },
  },
  'account.get': {},
  'account.fills': {},
  'account.reset': { body: { idempotencyKey: KEY } },
  'accounts.list': {},
  'accounts.venues': {},
  'accounts.check': { params: { name: ACCOUNT_AT_VENUE.name }, body: {} },
  'accounts.arm': { params: { name: ACCOUNT_AT_VENUE.name }, body: { confirmation: 'LIVE main' } },
  'accounts.disarm': { params: { name: ACCOUNT_AT_VENUE.name }, body: {} },
  'analytics.equity': {},
  'analytics.performance': { query: '?group=month' },
  'analytics.portfolioRisk': {},
  'analytics.trades': { query: `?limit=5&instrumentId=${INSTRUMENT_ID}&owner=hand` },
  'reconciliation.get': {},
  'reconciliation.run': { body: {} },
  'reconciliation.preview': { params: { differenceId: DIFFERENCE.differenceId }, body: { action: 'adopt' } },
  'reconciliation.resolve': {
    params: { differenceId: DIFFERENCE.differenceId },
    body: { idempotencyKey: KEY, action: 'adopt', owner: 'hand', reason: 'placed by phone' },
  },
  'reconciliation.hold': { params: { instrumentId: INSTRUMENT_ID }, body: { reason: 'news' } },
  'reconciliation.release': { params: { instrumentId: INSTRUMENT_ID }, body: { reason: 'looked at' } },
  'protection.meters': {},
  'risk.guards': {},
  'risk.rearm': { params: { guardId: GUARD.guardId }, body: {} },
  'risk.refusals': { query: '?limit=5' },
  'metrics.series': { query: `?metricId=${METRICS.definitions[0]?.metricId}&range=1h` },
  'alerts.list': { query: '?status=standing&limit=5' },
  'alerts.acknowledge': { params: { alertId: ALERT.alertId }, body: {} },
  'alerts.acknowledgeAll': { body: {} },
  'alerts.listPrices': {},
  'alerts.createPrice': { body: { instrumentId: INSTRUMENT_ID, price: '65000', note: 'look' } },
  'alerts.removePrice': { params: { priceAlertId: PRICE_ALERT.priceAlertId } },
  'endpoints.list': {},
  'connections.list': {},
  'connections.streams': {},
  'logs.list': { query: '?level=warn&component=feed&text=minutes&beforeSeq=9&limit=5' },
  'workspace.get': {},
  'workspace.put': { params: { layoutId: LAYOUT.layoutId }, body: { name: LAYOUT.name, arrangement: { grid: {} } } },
  'workspace.reset': { params: { layoutId: 'trade' }, body: {} },
  'workspace.remove': { params: { layoutId: LAYOUT.layoutId } },
  'secrets.vault': {},
  'secrets.unlock': { body: { passphrase: 'correct horse battery' } },
  'secrets.setPassphrase': { body: { passphrase: 'correct horse battery' } },
  'secrets.list': {},
  'secrets.put': { params: { name: SECRET.name }, body: { value: 'a-value' } },
  'secrets.remove': { params: { name: SECRET.name } },
}
const TRADING = [
  'orders.create',
  'orders.createOco',
  'orders.amend',
  'positions.close',
  'positions.protect',
  'positions.handOver',
  'account.reset',
  'reconciliation.resolve',
]

const procedures = listProcedures()
const gateway = new TestGateway()
beforeAll(() => gateway.start())
afterAll(() => gateway.gateway.stop())

function statusOf(code: string): number | string {
  return ERROR_TABLE[code as ErrorCode]?.status ?? 'missing in the table'
}

function call({ name, method, path }: NamedProcedure): Promise<Response> {
  const { query = '', params = {}, body } = SAMPLES[name.join('.')] ?? {}
  const filled = path.replaceAll(/\{([^}]+)\}/g, (_, parameter: string) => encodeURIComponent(params[parameter] ?? ''))
  return gateway.fetch(`/api${filled}${query}`, { method, body })
}

describe('the contract', () => {
  it('has a sample for each of its procedures and none beside', () => {
    expect(Object.keys(SAMPLES)).toEqual(procedures.map(({ name }) => name.join('.')))
  })

  it.each(procedures)('answers $name over REST with what it promises', async (procedure) => {
    const response = await call(procedure)
    const body: unknown = await response.json()
    expect({ status: response.status, body }).toMatchObject({
      status: procedure.definition.route.successStatus ?? 200,
    })
    const parsed = await procedure.definition.outputSchema?.['~standard'].validate(body)
    expect(parsed?.issues).toBeUndefined()
  })

  it.each(procedures)('names a known role for $name', ({ meta }) => {
    expect(ROLES).toContain(neededRole(meta))
    expect(meta.role).toBeDefined()
  })

  it('asks every procedure that trades for an idempotency key, and marks no other', () => {
    expect(procedures.filter(({ meta }) => meta.idempotent).map(({ name }) => name.join('.'))).toEqual(TRADING)
  })

  it.each(TRADING)('refuses %s without its key, and for nothing else', async (name) => {
    const procedure = procedures.find((other) => other.name.join('.') === name)
    const { params = {}, body = {} } = SAMPLES[name] ?? {}
    const path = procedure?.path.replaceAll(/\{([^}]+)\}/g, (_, parameter: string) => params[parameter] ?? '') ?? ''
    const response = await gateway.fetch(`/api${path}`, {
      ...(procedure && { method: procedure.method }),
      body: { ...body, idempotencyKey: undefined },
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ data: { issues: [{ path: 'idempotencyKey' }] } })
  })

  it('uses only errors of the table, with the status that stands there', () => {
    const used = procedures.flatMap(({ definition }) => Object.entries(definition.errorMap))
    expect(used.length).toBeGreaterThan(procedures.length)
    for (const [code, entry] of used) expect({ code, entry }).toMatchObject({ entry: { status: statusOf(code) } })
  })

  it('gives every REST route its own method and path', () => {
    const routes = procedures.map(({ method, path }) => `${method} ${path}`)
    expect(new Set(routes).size).toBe(routes.length)
  })
})
