import type { Command } from 'commander'
import type { SecretView, VaultView } from '../../../src-contract/index.ts'
import { FatalError } from '../../base/index.ts'
import { type ConnectionOptions, EngineConnection, withConnection } from '../connection.ts'
import { readHidden, readHiddenLines } from '../hidden-input.ts'
import { facts, print, table, utc } from '../output.ts'

type Connect = (options: ConnectionOptions) => EngineConnection

/** secrets: list, put, remove, status, unlock, passphrase. */
export function addSecretCommands(program: Command, environment: NodeJS.ProcessEnv): void {
  const connect: Connect = (options) => EngineConnection.open(options, environment)
  const group = program
    .command('secrets')
    .description('keep keys and passwords encrypted: list, put, remove, status, unlock, passphrase')
  addEntries(group, connect)
  addVault(group, connect)
}

function addEntries(group: Command, connect: Connect): void {
  withConnection(group.command('list').description('names of the secrets; values are never given out')).action(
    async (options: ConnectionOptions) => {
      const { secrets } = await connect(options).get<{ secrets: SecretView[] }>('/secrets')
      print(secrets, options.json, () => secretTable(secrets))
    },
  )
  withConnection(
    group.command('put <name>').description('keep a secret; its value is typed, or read from the standard input'),
  ).action(async (name: string, options: ConnectionOptions) => {
    const engine = connect(options)
    const value = await readHidden('value of the secret', process)
    const secret = await engine.put<SecretView>(pathOf(name), { value })
    print(secret, options.json, () => secretTable([secret]))
  })
  withConnection(group.command('remove <name>').description('forget a secret')).action(
    async (name: string, options: ConnectionOptions) => {
      const answer = await connect(options).delete(pathOf(name))
      print(answer, options.json, () => [`${name} is removed.`])
    },
  )
}

function addVault(group: Command, connect: Connect): void {
  withConnection(group.command('status').description('how secrets are kept, and what should be done')).action(
    async (options: ConnectionOptions) => {
      const vault = await connect(options).get<VaultView>('/secrets/vault')
      print(vault, options.json, () => vaultLines(vault))
    },
  )
  withConnection(
    group.command('unlock').description('give the passphrase; it is typed, or read from the standard input'),
  ).action(async (options: ConnectionOptions) => {
    const engine = connect(options)
    const [passphrase] = await readHiddenLines(['passphrase'], process)
    const vault = await engine.post<VaultView>('/secrets/unlock', { passphrase })
    print(vault, options.json, () => vaultLines(vault))
  })
  withConnection(
    group
      .command('passphrase')
      .description(
        'set the passphrase; typed, or lines of the standard input: the present one if any, then the new one',
      ),
  ).action(async (options: ConnectionOptions) => {
    const engine = connect(options)
    const { protection } = await engine.get<VaultView>('/secrets/vault')
    const body = await readPassphrases(protection === 'passphrase')
    const vault = await engine.post<VaultView>('/secrets/passphrase', body)
    print(vault, options.json, () => vaultLines(vault))
  })
}

/** A new passphrase is typed twice: nobody sees a slip of the finger, and nothing else opens the vault. */
async function readPassphrases(hasOne: boolean): Promise<{ passphrase?: string; current?: string }> {
  const repeat = process.stdin.isTTY ? ['new passphrase again'] : []
  const questions = [...(hasOne ? ['present passphrase'] : []), 'new passphrase', ...repeat]
  const answers = await readHiddenLines(questions, process)
  const [current] = hasOne ? answers.splice(0, 1) : []
  const [passphrase, repeated = passphrase] = answers
  if (passphrase !== repeated) throw new FatalError('The two new passphrases differ; nothing was changed.')
  return { ...(passphrase === undefined ? {} : { passphrase }), ...(current === undefined ? {} : { current }) }
}

function pathOf(name: string): string {
  return `/secrets/${encodeURIComponent(name)}`
}

function secretTable(secrets: readonly SecretView[]): string[] {
  return table(
    secrets,
    [
      ['secret', (row) => row.name],
      ['set (UTC)', (row) => utc(row.setAtMs)],
    ],
    'no secrets',
  )
}

function vaultLines({ protection, locked, keychain, secretCount, advice }: VaultView): string[] {
  return facts([
    ['protection', locked ? `${protection}, locked` : protection],
    ['keychain', keychain.available ? `${keychain.backend}${keychain.weak ? ' (hides only)' : ''}` : 'none'],
    ['secrets', secretCount],
    ['advice', advice],
  ])
}
