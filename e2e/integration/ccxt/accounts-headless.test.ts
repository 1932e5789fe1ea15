import { spawn } from 'node:child_process'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { AccountAtVenueView } from '../../../src-contract/index.ts'
import { EngineProcess, type ExitResult, newFolder } from '../../support/engine-process.ts'
import { useVenue } from '../../venue/testing/rig.ts'
import { TRADING_KEY } from '../../venue/venue-options.ts'
import { urlsAt } from './testing/account-bench.ts'

const ROOT = join(import.meta.dirname, '../../..')
const BINANCE_VARIABLES = { BINANCE_API_KEY: TRADING_KEY.apiKey, BINANCE_SECRET_KEY: TRADING_KEY.secret }

const folders: string[] = []
const engines: EngineProcess[] = []
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.kill()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function folder(): string {
  const made = newFolder()
  folders.push(made)
  return made
}

async function start(options: ConstructorParameters<typeof EngineProcess>[0]): Promise<EngineProcess> {
  const engine = new EngineProcess(options)
  engines.push(engine)
  await engine.ready()
  return engine
}

/** Runs one command of the command line to its end. */
function wheelhouse(args: readonly string[], input = ''): Promise<ExitResult> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['out/main/cli.js', ...args], { cwd: ROOT })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
    child.stdin.end(input)
  })
}

describe('accounts of an engine without a window', () => {
  const rig = useVenue()

  const configured = (): object => ({
    accounts: { main: { venue: 'binance', environment: 'live', urls: urlsAt(rig.venue.port).spot } },
  })

  it('are set up, checked and armed by the command line, and are as they were after an unattended restart', async () => {
    const home = folder()
    const passphrase = join(folder(), 'passphrase')
    writeFileSync(passphrase, 'correct horse battery\n', { mode: 0o600 })
    const args = ['--quiet', '--passphrase-file', passphrase]
    const first = await start({ home, args, config: { ...configured() } })
    const at = ['--home', home]

    const missing = await wheelhouse(['accounts', 'check', 'main', ...at])
    expect(missing.code).toBe(1)
    expect(missing.stderr).toContain('has no account.main.api-key and account.main.secret')
    await wheelhouse(['secrets', 'put', 'account.main.api-key', ...at], TRADING_KEY.apiKey)
    await wheelhouse(['secrets', 'put', 'account.main.secret', ...at], TRADING_KEY.secret)
    const checked = await wheelhouse(['accounts', 'check', 'main', ...at])
    expect(checked.stdout).toContain('The key of main can be used.')
    expect(checked.code).toBe(0)

    const refused = await wheelhouse(['accounts', 'arm', 'main', ...at], 'yes\n')
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('Type LIVE main to let the account main trade with money.')
    expect((await wheelhouse(['accounts', 'arm', 'main', ...at], 'LIVE main\n')).stdout).toContain('main is armed')
    await first.kill()

    await start({ home, args })
    const listed = await wheelhouse(['accounts', ...at])
    expect(listed.stdout).toMatch(/main\s+Binance spot\s+LIVE\s+ARMED\s+vault/)
    expect((await wheelhouse(['accounts', 'disarm', 'main', ...at])).stdout).toContain('main is not armed')
    expect((await wheelhouse(['accounts', 'venues', ...at])).stdout).toContain('binance-usdm')
    for (const file of ['audit.jsonl', 'live-arming.json']) {
      expect(statSync(join(home, file)).mode & 0o777).toBe(0o600)
      expect(readFileSync(join(home, file), 'utf8')).not.toContain(TRADING_KEY.apiKey)
    }
  })

  it('take keys from the environment, tell their names and never their values', async () => {
    const engine = await start({ config: { ...configured() }, environment: BINANCE_VARIABLES })
    const checked = await wheelhouse(['accounts', 'check', 'main', '--home', engine.home])
    expect(checked.stdout).toContain('The key of main can be used.')
    const { accounts } = await engine.get<{ accounts: AccountAtVenueView[] }>('/accounts')
    expect(accounts[0]?.secrets.map(({ source }) => source)).toEqual(['environment', 'environment', 'missing'])
    await engine.stop()
    const said = engine.stdout + engine.stderr
    expect(said).toContain('BINANCE_API_KEY')
    for (const secret of Object.values(BINANCE_VARIABLES)) expect(said).not.toContain(secret)
  })
})
