import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LogFields, type Logger, ManualClock, silentLogger } from '../base/index.ts'
import { SecretVault } from '../security/index.ts'
import { rpcClient, TestGateway } from './testing/start-gateway.ts'

const PASSPHRASE = 'correct horse battery'
const VALUE = 'value-that-nobody-may-see'

interface Answer {
  readonly status: number
  readonly body: unknown
  readonly retryAfter: string | null
}

let folder: string
let gateway: TestGateway
let clock: ManualClock
/** Everything that was answered or logged. */
let heard: string[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gateway-secrets-'))
  clock = new ManualClock(1_700_000_000_000)
  heard = []
  const hear = (message: string, fields?: LogFields): void => void heard.push(message + JSON.stringify(fields ?? {}))
  const logger: Logger = { debug: hear, info: hear, warn: hear, error: hear, child: () => logger }
  gateway = new TestGateway({ logger })
  Object.assign(gateway.engine, { secrets: await openVault(logger) })
  await gateway.start()
})
afterEach(async () => {
  await gateway.gateway.stop()
  rmSync(folder, { recursive: true, force: true })
})

function openVault(logger: Logger = silentLogger): Promise<SecretVault> {
  return SecretVault.open({ folder, clock, logger, acceptWeakKeychain: () => false, cost: { n: 2, r: 1, p: 1 } })
}

async function call(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await gateway.fetch(`/api/secrets${path}`, { method, ...(body === undefined ? {} : { body }) })
  const text = await response.text()
  heard.push(text)
  return { status: response.status, body: JSON.parse(text), retryAfter: response.headers.get('retry-after') }
}

function codeOf({ status, body }: Answer): string {
  return `${status} ${(body as { code?: string }).code ?? ''}`
}

describe('secrets over REST', () => {
  it('are kept under a passphrase, listed by name and removed', async () => {
    expect(codeOf(await call('PUT', '/venue.api-key', { value: VALUE }))).toBe('409 SECRETS_UNPROTECTED')
    const protectedView = await call('POST', '/passphrase', { passphrase: PASSPHRASE })
    expect(protectedView.body).toMatchObject({ protection: 'passphrase', locked: false, advice: null })
    expect((await call('PUT', '/venue.api-key', { value: VALUE })).body).toEqual({
      name: 'venue.api-key',
      setAtMs: clock.nowMs(),
    })
    expect((await call('GET', '')).body).toEqual({ secrets: [{ name: 'venue.api-key', setAtMs: clock.nowMs() }] })
    expect((await call('GET', '/vault')).body).toMatchObject({ secretCount: 1 })
    expect((await call('DELETE', '/venue.api-key')).body).toEqual({ done: true })
    expect(codeOf(await call('DELETE', '/venue.api-key'))).toBe('404 UNKNOWN_SECRET')
  })

  it('stay locked until the passphrase is given; guessing is slowed down', async () => {
    await call('POST', '/passphrase', { passphrase: PASSPHRASE })
    await call('PUT', '/venue.api-key', { value: VALUE })
    const vault = await openVault()
    Object.assign(gateway.engine, { secrets: vault })
    expect(codeOf(await call('PUT', '/venue.api-key', { value: VALUE }))).toBe('423 SECRETS_LOCKED')
    for (let index = 0; index < 5; index++) {
      expect(codeOf(await call('POST', '/unlock', { passphrase: `guess ${index}` }))).toBe('422 WRONG_PASSPHRASE')
    }
    const tooMany = await call('POST', '/unlock', { passphrase: PASSPHRASE })
    expect(codeOf(tooMany)).toBe('429 TOO_MANY_REQUESTS')
    expect(tooMany).toMatchObject({ body: { defined: true, data: { retryAfterMs: 1_000 } }, retryAfter: '1' })
    clock.advanceBy(1_000)
    expect((await call('POST', '/unlock', { passphrase: PASSPHRASE })).body).toMatchObject({ locked: false })
    expect(vault.read('venue.api-key')).toBe(VALUE)
  })

  it('are quoted by no answer and no log, whatever is asked and however wrongly', async () => {
    await call('POST', '/passphrase', { passphrase: PASSPHRASE })
    await call('PUT', '/venue.api-key', { value: VALUE })
    const long = VALUE.repeat(1_000)
    const answers = [
      await call('PUT', '/venue.api-key', { value: long }),
      await call('PUT', '/venue.api-key', { value: [VALUE] }),
      await call('PUT', '/venue.api-key', { value: { [VALUE]: VALUE } }),
      await call('PUT', '/venue.api-key', VALUE),
      await call('PUT', '/Not%20A%20Name', { value: VALUE }),
      await call('POST', '/passphrase', { passphrase: 'too short', current: PASSPHRASE }),
      await call('POST', '/passphrase', { passphrase: PASSPHRASE.repeat(100), current: PASSPHRASE }),
      await call('POST', '/unlock', { passphrase: long }),
      await call('POST', '/unlock', [PASSPHRASE]),
    ]
    expect(answers.map(codeOf)).toEqual(answers.map(() => '400 BAD_REQUEST'))
    const broken = await fetch(`${gateway.address}/api/secrets/unlock`, {
      method: 'POST',
      headers: { authorization: 'Bearer admin-token', 'content-type': 'application/json' },
      body: `${VALUE} is no JSON`,
    })
    heard.push(await broken.text())
    await call('POST', '/unlock', { passphrase: 'too short' })
    await call('POST', '/unlock', { passphrase: PASSPHRASE })
    await call('GET', '')
    await call('GET', '/vault')
    await call('GET', '/venue.api-key')
    await call('DELETE', '/venue.api-key')
    expect(heard.length).toBeGreaterThan(15)
    for (const secret of [VALUE, VALUE.slice(0, 12), PASSPHRASE, 'too short']) {
      expect(heard.filter((text) => text.includes(secret))).toEqual([])
    }
    expect(heard.join('\n')).toContain('passphrase: must be at least 12 characters long, got \\"[hidden]\\"')
    expect(heard.join('\n')).toContain('name: must be lower-case words')
  })

  it('answer the same over a socket', async () => {
    const socket = await gateway.socket('/ws/rpc')
    const client = rpcClient(socket)
    socket.on('message', (data: Buffer) => heard.push(data.toString()))
    await client.secrets.setPassphrase({ passphrase: PASSPHRASE })
    await client.secrets.put({ name: 'venue.api-key', value: VALUE })
    expect(await client.secrets.list()).toMatchObject({ secrets: [{ name: 'venue.api-key' }] })
    await expect(client.secrets.put({ name: 'venue.api-key', value: VALUE.repeat(1_000) })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining('[hidden]'),
    })
    socket.close()
    expect(heard.filter((text) => text.includes(VALUE) || text.includes(PASSPHRASE))).toEqual([])
  })

  it.each(['viewer', 'trader'] as const)('show a %s how they are kept, and nothing else', async (role) => {
    expect((await gateway.fetch('/api/secrets/vault', { role })).status).toBe(200)
    expect((await gateway.fetch('/api/secrets', { role })).status).toBe(403)
    expect((await gateway.fetch('/api/secrets/unlock', { role, body: { passphrase: PASSPHRASE } })).status).toBe(403)
    expect((await gateway.fetch('/api/secrets/a', { role, method: 'DELETE' })).status).toBe(403)
  })
})
