import { spawn } from 'node:child_process'
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SecretView, VaultView } from '../../src-contract/index.ts'
import { readTokens } from '../support/data-folder.ts'
import { EngineProcess, type ExitResult, newFolder } from '../support/engine-process.ts'

const ROOT = join(import.meta.dirname, '../..')
const PASSPHRASE = 'a passphrase of the test'
const VALUE = 'value-that-nobody-may-see'

let home: string
let passphraseFile: string
let outside: string
const engines: EngineProcess[] = []

beforeEach(() => {
  home = newFolder()
  outside = newFolder()
  passphraseFile = join(outside, 'passphrase')
  writeFileSync(passphraseFile, `${PASSPHRASE}\n`, { mode: 0o600 })
})
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.kill()
  for (const folder of [home, outside]) rmSync(folder, { recursive: true, force: true })
})

function launch(args: readonly string[] = [], environment: Record<string, string> = {}): EngineProcess {
  const engine = new EngineProcess({ home, args, environment })
  engines.push(engine)
  return engine
}

async function start(...options: Parameters<typeof launch>): Promise<EngineProcess> {
  const engine = launch(...options)
  await engine.ready()
  return engine
}

/** Runs one command of the command line; what it reads is piped in. */
function wheelhouse(args: readonly string[], input = ''): Promise<ExitResult> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['out/main/cli.js', 'secrets', ...args, '--home', home], { cwd: ROOT })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
    child.stdin.end(input)
  })
}

/** Everything that stands in files below the folder, by name. */
function filesHolding(text: string): string[] {
  const names = readdirSync(home, { recursive: true, encoding: 'utf8' })
  const files = names.filter((name) => statSync(join(home, name)).isFile() && name !== 'engine.lock')
  expect(files.length).toBeGreaterThan(5)
  return files.filter((name) => readFileSync(join(home, name)).includes(text))
}

describe('the secrets of a headless engine', () => {
  it('are kept under the passphrase of a file, over restarts, and leave the engine nowhere', async () => {
    const first = await start(['--passphrase-file', passphraseFile])
    expect(await wheelhouse(['put', 'venue.api-key'], `${VALUE}\n`)).toMatchObject({ code: 0, stderr: '' })
    expect((await wheelhouse(['list'])).stdout).toMatch(/^secret +set \(UTC\)\nvenue\.api-key +\d{4}-/)
    expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600)
    const firstRun = await first.stop()

    const second = await start([], { WHEELHOUSE_PASSPHRASE_FILE: passphraseFile })
    expect(await second.get<VaultView>('/secrets/vault')).toEqual({
      protection: 'passphrase',
      locked: false,
      keychain: { available: false, backend: 'none', weak: false },
      secretCount: 1,
      advice: null,
    })
    const secondRun = await second.stop()

    for (const secret of [VALUE, PASSPHRASE]) {
      expect(filesHolding(secret)).toEqual([])
      for (const { stdout, stderr } of [firstRun, secondRun]) expect(stdout + stderr).not.toContain(secret)
    }
  })

  it('are locked after a start without the passphrase, until it is given', async () => {
    await (await start([], { WHEELHOUSE_PASSPHRASE: PASSPHRASE })).stop()
    const engine = await start()
    expect((await wheelhouse(['status'])).stdout).toMatch(
      /^protection {2}passphrase, locked\nkeychain +none\nsecrets +0\nadvice +The secrets are locked/,
    )
    expect(await wheelhouse(['put', 'venue.api-key'], VALUE)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'wheelhouse: SECRETS_LOCKED: The secrets are locked. Give the passphrase of the vault first.\n',
    })
    expect(await wheelhouse(['unlock'], 'not the passphrase\n')).toMatchObject({
      code: 1,
      stderr: 'wheelhouse: WRONG_PASSPHRASE: That is not the passphrase of the vault.\n',
    })
    expect((await wheelhouse(['unlock'], `${PASSPHRASE}\n`)).stdout).toMatch(/^protection {2}passphrase\n/)
    expect(await wheelhouse(['put', 'venue.api-key'], VALUE)).toMatchObject({ code: 0 })

    const changed = await wheelhouse(['passphrase'], `${PASSPHRASE}\nanother passphrase\n`)
    expect(changed).toMatchObject({ code: 0, stderr: '' })
    expect((await wheelhouse(['unlock'], `${PASSPHRASE}\n`)).code).toBe(1)
    expect((await wheelhouse(['unlock'], 'another passphrase\n')).code).toBe(0)
    expect((await wheelhouse(['remove', 'venue.api-key'])).stdout).toBe('venue.api-key is removed.\n')
    expect(await engine.get<{ secrets: SecretView[] }>('/secrets')).toEqual({ secrets: [] })
  })

  it('are hidden in the log, as access tokens are', async () => {
    const engine = await start([], { WHEELHOUSE_PASSPHRASE: PASSPHRASE })
    await engine.call('PUT', '/secrets/venue.api-key', { value: VALUE })
    const { trader } = readTokens(home)
    await engine.call('POST', '/system/pause', { reason: `pasted ${VALUE} and ${trader}` })
    await engine.stop()
    const log = readFileSync(join(home, 'logs', 'engine.log'), 'utf8')
    expect(log).toContain('"reason":"pasted [hidden] and [hidden]"')
    for (const secret of [VALUE, trader, PASSPHRASE]) {
      expect(log).not.toContain(secret)
      expect(engine.stderr).not.toContain(secret)
    }
  })

  it('are refused where nothing protects them', async () => {
    await start()
    const refused = await wheelhouse(['put', 'venue.api-key'], VALUE)
    expect(refused.stderr).toContain('SECRETS_UNPROTECTED: This machine has nothing that protects a secret.')
    expect(readdirSync(home)).not.toContain('secrets.json')
  })
})

describe('an engine that is given a passphrase it cannot use', () => {
  async function refusalOf(engine: EngineProcess): Promise<string> {
    const { code, stdout, stderr } = await engine.exited
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).not.toContain(PASSPHRASE)
    return stderr
  }

  it('does not start with a wrong one, and goes on with the right one', async () => {
    await (await start(['--passphrase-file', passphraseFile])).stop()
    writeFileSync(passphraseFile, 'not the passphrase')
    expect(await refusalOf(launch(['--quiet', '--passphrase-file', passphraseFile]))).toBe(
      `wheelhouse: The passphrase given by ${passphraseFile} is not the one of the vault; the engine was not started. ` +
        'Give the right one, or none: the engine then runs with its secrets locked.\n',
    )
    await start([], { WHEELHOUSE_PASSPHRASE: PASSPHRASE })
  })

  it('does not start with a file that others may read', async () => {
    chmodSync(passphraseFile, 0o644)
    expect(await refusalOf(launch(['--quiet', '--passphrase-file', passphraseFile]))).toContain(
      `The passphrase file ${passphraseFile} may be read by others (rights 644)`,
    )
  })

  it('does not start on a damaged vault, and leaves that as it is', async () => {
    writeFileSync(join(home, 'secrets.json'), '{"format":1,')
    expect(await refusalOf(launch(['--quiet']))).toContain(
      `${join(home, 'secrets.json')} is damaged, and was left as it is.`,
    )
    expect(readFileSync(join(home, 'secrets.json'), 'utf8')).toBe('{"format":1,')
  })
})
