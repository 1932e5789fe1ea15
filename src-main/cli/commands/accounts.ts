import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import {
  type AccountAtVenueView,
  type AccountCheckView,
  armingWord,
  type VenueView,
} from '../../../src-contract/index.ts'
import { checkLines, secretsText, tradesText } from '../account-lines.ts'
import { type ConnectionOptions, EngineConnection, withConnection } from '../connection.ts'
import { print, table, utc } from '../output.ts'

type Connect = (options: ConnectionOptions) => EngineConnection

/** A key that may not be used, as a program sees it. */
const NOT_USABLE_EXIT_CODE = 4

/** accounts: list, check, arm, disarm, venues. */
export function addAccountCommands(program: Command, environment: NodeJS.ProcessEnv): void {
  const connect: Connect = (options) => EngineConnection.open(options, environment)
  const group = program
    .command('accounts')
    .description(
      'accounts at exchanges: list, check, arm, disarm, venues; their settings are configuration, their keys secrets',
    )
  addViews(group, connect)
  addActions(group, connect)
}

function addViews(group: Command, connect: Connect): void {
  withConnection(group.command('list', { isDefault: true }).description('every account, and how it stands')).action(
    async (options: ConnectionOptions) => {
      const { accounts } = await connect(options).get<{ accounts: AccountAtVenueView[] }>('/accounts')
      print(accounts, options.json, () => accountTable(accounts))
    },
  )
  withConnection(group.command('venues').description('exchanges that accounts can be at, and what each does')).action(
    async (options: ConnectionOptions) => {
      const { venues } = await connect(options).get<{ venues: VenueView[] }>('/accounts/venues')
      print(venues, options.json, () => venueTable(venues))
    },
  )
}

function addActions(group: Command, connect: Connect): void {
  withConnection(
    group.command('check <name>').description('connect with the key of the account, and ask what it may do'),
  ).action(async (name: string, options: ConnectionOptions) => {
    const check = await connect(options).post<AccountCheckView>(pathOf(name, 'check'))
    print(check, options.json, () => checkLines(name, check))
    if (check.outcome !== 'usable') process.exitCode = NOT_USABLE_EXIT_CODE
  })
  withConnection(
    group
      .command('arm <name>')
      .description('let the account trade with money; the confirmation is typed, or read from the standard input'),
  ).action(async (name: string, options: ConnectionOptions) => {
    const engine = connect(options)
    const confirmation = await readConfirmation(name)
    const account = await engine.post<AccountAtVenueView>(pathOf(name, 'arm'), { confirmation })
    print(account, options.json, () => [`${name} is armed: its orders trade with money.`])
  })
  withConnection(
    group.command('disarm <name>').description('open nothing more with money; exits and cancels go on'),
  ).action(async (name: string, options: ConnectionOptions) => {
    const account = await connect(options).post<AccountAtVenueView>(pathOf(name, 'disarm'))
    print(account, options.json, () => [`${name} is not armed.`])
  })
}

function pathOf(name: string, action: string): string {
  return `/accounts/${encodeURIComponent(name)}/${action}`
}

/** What is typed is no secret, so it is shown. */
async function readConfirmation(name: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: process.stdin.isTTY })
  try {
    if (process.stdin.isTTY) return await lines.question(`Type "${armingWord(name)}" to trade with money: `)
    for await (const line of lines) return line
    return ''
  } finally {
    lines.close()
  }
}

function accountTable(accounts: readonly AccountAtVenueView[]): string[] {
  return table(
    accounts,
    [
      ['account', (row) => row.name],
      ['venue', (row) => row.venueLabel],
      ['environment', (row) => row.environment.toUpperCase()],
      ['orders', tradesText],
      ['keys', secretsText],
      [
        'last check (UTC)',
        (row) => (row.lastCheck ? `${row.lastCheck.outcome} ${utc(row.lastCheck.checkedAtMs)}` : null),
      ],
      ['in use', (row) => (row.inUse ? 'yes' : '')],
    ],
    'no accounts; add one under accounts in the configuration',
  )
}

function venueTable(venues: readonly VenueView[]): string[] {
  return table(
    venues,
    [
      ['venue', (row) => row.venueId],
      ['name', (row) => row.label],
      ['environments', (row) => row.environments.join(', ')],
      ['ways in', (row) => row.services.map(({ part }) => part).join(', ')],
      ['stops there', (row) => (row.capabilities.orderTypes.includes('stop') ? 'yes' : 'no')],
      ['amends', (row) => (row.capabilities.amend ? 'yes' : 'no')],
      ['reduce-only', (row) => (row.capabilities.reduceOnly ? 'yes' : 'no')],
    ],
    'no venues',
  )
}
