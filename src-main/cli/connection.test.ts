import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FatalError, ManualClock, SystemClock } from '../base/index.ts'
import { AccessTokens } from '../security/index.ts'
import { FolderLock } from '../storage/index.ts'
import { EngineConnection } from './connection.ts'
import { AnsweringDoor } from './testing/answering-door.ts'

let folder: string
let door: AnsweringDoor | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-cli-'))
})
afterEach(() => {
  door?.dispose()
  door = undefined
  rmSync(folder, { recursive: true, force: true })
})

/** A door that answers every call with the same status and text. */
async function answerWith(status: number, text: string): Promise<AnsweringDoor> {
  door = await AnsweringDoor.open(status, text)
  return door
}

async function refusalOf(call: () => Promise<unknown>): Promise<{ message: string; exitCode: number }> {
  try {
    await call()
  } catch (error) {
    const { message, exitCode } = error as FatalError
    return { message, exitCode }
  }
  throw new Error('nothing was refused')
}

describe('EngineConnection', () => {
  it('finds address and token of the engine that runs on the folder', async () => {
    const { address, asked } = await answerWith(200, '{"health":"healthy"}')
    const lock = FolderLock.acquire(folder, { pid: process.pid, startedAtMs: 1, address })
    const connection = EngineConnection.open({}, { WHEELHOUSE_HOME: folder })
    expect(await connection.get('/status')).toEqual({ health: 'healthy' })
    await connection.post('/system/kill', { reason: 'enough' })
    await connection.delete('/secrets/a.key')
    const token = `Bearer ${AccessTokens.open(folder).tokenFor('admin')}`
    expect(asked).toEqual([
      { method: 'GET', url: '/api/status', token, account: undefined, body: '' },
      { method: 'POST', url: '/api/system/kill', token, account: undefined, body: '{"reason":"enough"}' },
      { method: 'DELETE', url: '/api/secrets/a.key', token, account: undefined, body: '' },
    ])
    lock.release()
  })

  it('takes another address and token, with or without a slash at its end', async () => {
    const { address, asked } = await answerWith(200, '{}')
    await EngineConnection.open({ home: folder, address: `${address}/`, token: 'secret' }, {}).get('/status')
    expect(asked).toMatchObject([{ url: '/api/status', token: 'Bearer secret' }])
    expect(existsSync(join(folder, 'access-tokens.json'))).toBe(false)
  })

  it('names the account of the command, else that of the environment', async () => {
    const { address, asked } = await answerWith(200, '{}')
    const options = { home: folder, address, token: 'secret' }
    const environment = { WHEELHOUSE_ACCOUNT: 'spare' }
    await EngineConnection.open({ ...options, account: 'main' }, environment).get('/status')
    await EngineConnection.open(options, environment).get('/status')
    await EngineConnection.open(options, { WHEELHOUSE_ACCOUNT: '' }).get('/status')
    expect(asked.map(({ account }) => account)).toEqual(['main', 'spare', undefined])
  })

  it.each(['', 'Main', 'a\nb'])('refuses %j, which is no name of an account', async (account) => {
    expect(
      await refusalOf(async () => EngineConnection.open({ address: 'http://x', token: 't', account }, {})),
    ).toEqual({
      message: `No account is called "${account}". Names are "paper" and those under accounts in the configuration.`,
      exitCode: 2,
    })
  })

  it('says with exit code 3 that no engine runs, and how to start one', async () => {
    expect(await refusalOf(async () => EngineConnection.open({ home: folder }, {}))).toEqual({
      message: `No engine runs on ${folder}. Start one with "wheelhouse start --home ${folder}".`,
      exitCode: 3,
    })
  })

  it('says with exit code 3 that nothing answers, and why', async () => {
    const { address } = await answerWith(200, '{}')
    await door?.close()
    const { message, exitCode } = await refusalOf(() => new EngineConnection(address, 'token').get('/status'))
    expect(message).toMatch(/^The engine at http:\/\/127\.0\.0\.1:\d+ does not answer \(connect ECONNREFUSED .*\)\.$/)
    expect(exitCode).toBe(3)
  })

  it('says with exit code 3 that something else answers', async () => {
    const { address } = await answerWith(404, '<html>')
    expect(await refusalOf(() => new EngineConnection(address, 'token').get('/status'))).toEqual({
      message: `What answers at ${address} is no Wheelhouse engine (HTTP status 404).`,
      exitCode: 3,
    })
  })

  it.each([
    [{ code: 'DENIED', message: 'too large' }, 'DENIED: too large'],
    [{ code: 'BAD_REQUEST', data: { message: 'the body is wrong' } }, 'BAD_REQUEST: the body is wrong'],
    [
      { code: 'CONFIG_INVALID', message: 'not changed', data: { issues: [{ path: 'risk.x', message: 'is unknown' }] } },
      'CONFIG_INVALID: not changed\n  risk.x: is unknown',
    ],
    [null, '409: the engine refused the request'],
  ])('gives a refusal in the words of the engine (case %#)', async (body, message) => {
    const { address } = await answerWith(409, JSON.stringify(body))
    const refused = await refusalOf(() => new EngineConnection(address, 'token').post('/orders'))
    expect(refused).toEqual({ message, exitCode: 1 })
  })

  it('waits until the folder is free', async () => {
    const { address } = await answerWith(200, '{}')
    const lock = FolderLock.acquire(folder, { pid: process.pid, startedAtMs: 1, address })
    const connection = EngineConnection.open({ home: folder }, {})
    const stuck = new ManualClock(0)
    expect(await connection.isGone(stuck, 0)).toBe(false)
    const waiting = connection.isGone(new SystemClock(), 5_000)
    lock.release()
    expect(await waiting).toBe(true)
  })

  it('cannot tell of an engine whose folder it does not know', async () => {
    expect(await new EngineConnection('http://127.0.0.1:1', 'token').isGone(new ManualClock(0), 1)).toBe(false)
  })
})
