import { startVenue, TRADING_KEY, type VenueOptions, type VenueSimulator } from '../venue/index.ts'
import type { EngineAccess } from './engine-access.ts'

export const VAULT_PASSPHRASE = 'correct horse battery'

/** A venue on loopback, and accounts of an engine that lead to it. */
export class ExchangeAccounts implements AsyncDisposable {
  readonly venue: VenueSimulator

  private constructor(venue: VenueSimulator) {
    this.venue = venue
  }

  static async start(options: VenueOptions = {}): Promise<ExchangeAccounts> {
    return new ExchangeAccounts(await startVenue({ historyMinutes: 60, ...options }))
  }

  /** Addresses of the venue's spot side, by the way in that they are for. */
  get urls(): Record<string, string> {
    const { port } = this.venue
    return {
      rest: `http://127.0.0.1:${port}`,
      streams: `ws://127.0.0.1:${port}/stream`,
      'account-streams': `ws://127.0.0.1:${port}`,
    }
  }

  /** Tells the engine of a spot account. */
  async add(engine: EngineAccess, name: string, environment: 'testnet' | 'live'): Promise<void> {
    const patch = { accounts: { [name]: { venue: 'binance', environment, urls: this.urls } } }
    const { status, body } = await engine.call('PUT', '/config', { patch })
    if (status !== 200) throw new Error(`the account was refused: ${JSON.stringify(body)}`)
  }

  /** Keeps a key that may trade for the account; the vault has to be open. */
  async setKeys(engine: EngineAccess, name: string): Promise<void> {
    await engine.call('PUT', `/secrets/account.${name}.api-key`, { value: TRADING_KEY.apiKey })
    await engine.call('PUT', `/secrets/account.${name}.secret`, { value: TRADING_KEY.secret })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.venue.close()
  }
}

/** Gives the vault of a new engine a passphrase. */
export async function protectVault(engine: EngineAccess): Promise<void> {
  await engine.call('POST', '/secrets/passphrase', { passphrase: VAULT_PASSPHRASE })
}
