import { readFileSync } from 'node:fs'
import type { Exchange } from 'ccxt'
import { loadExchangeClass } from '../../../../src-main/venues/ccxt/connection/load-exchange.ts'
import { exchangeSettings } from '../../../../src-main/venues/ccxt/profiles/exchange-settings.ts'
import type { VenueEnvironment, VenueProfile } from '../../../../src-main/venues/ccxt/profiles/venue-profile.ts'

/** Answers by request, such as "GET /v5/market/time"; with a query where one path has several answers. */
export type Answers = Readonly<Record<string, unknown>>

/** An answer with a status of its own; a body of text is sent as it is. */
export interface Refusal {
  readonly status: number
  readonly body: unknown
}

/** A request as it would have left the machine. */
export interface SentRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

interface FetchParameters {
  readonly method: string
  readonly headers: Record<string, string>
  readonly body?: string
}

/** Any key that has the form of the exchange's own. */
const CREDENTIALS = { apiKey: 'KEY', secret: 'c2VjcmV0', password: 'passphrase' }

/** The real class of ccxt over answers from files: nothing of it can reach a network. */
export class RecordedExchange {
  readonly exchange: Exchange
  readonly sent: SentRequest[] = []
  #answers: Answers
  #refusal: Refusal | undefined

  private constructor(exchange: Exchange, answers: Answers) {
    this.exchange = exchange
    this.#answers = answers
    exchange.fetchImplementation = async (url: string, parameters: FetchParameters) => this.#answer(url, parameters)
  }

  static async open(profile: VenueProfile, environment: VenueEnvironment = 'live'): Promise<RecordedExchange> {
    const ExchangeOf = await loadExchangeClass(profile.exchange)
    const exchange = new ExchangeOf({
      ...CREDENTIALS,
      enableRateLimit: false,
      ...exchangeSettings(profile, environment),
    })
    return new RecordedExchange(exchange, {})
  }

  /** Answers the requests named from now on; those that were there stay. */
  play(answers: Answers): void {
    this.#answers = { ...this.#answers, ...answers }
  }

  /** Answers every request like this from now on. */
  refuse(refusal: Refusal): void {
    this.#refusal = refusal
  }

  #answer(url: string, { method, headers, body = '' }: FetchParameters): Response {
    this.sent.push({ method, url, headers, body })
    if (this.#refusal !== undefined) return response(this.#refusal.status, this.#refusal.body)
    const request = Object.keys(this.#answers)
      .filter((recorded) => isAskedBy(recorded, method, new URL(url)))
      .toSorted((a, b) => b.length - a.length)[0]
    if (request === undefined) throw new Error(`no answer is recorded for ${method} ${new URL(url).pathname}`)
    return response(200, this.#answers[request])
  }
}

/** True where method and path are the same and all of the recorded query is in the address. */
function isAskedBy(recorded: string, method: string, { pathname, searchParams }: URL): boolean {
  const [recordedMethod, address = ''] = recorded.split(' ')
  const wanted = new URL(address, 'https://recorded.invalid')
  if (recordedMethod !== method || wanted.pathname !== pathname) return false
  return [...wanted.searchParams].every(([name, value]) => searchParams.get(name) === value)
}

/** A file of answers beside this one, such as "bybit/market-spot". */
export function readPayload(name: string): Answers {
  return JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as Answers
}

/** The refusals of an exchange by name. */
export function readRefusals(exchange: string): Readonly<Record<string, Refusal>> {
  return readPayload(`${exchange}/errors`) as Readonly<Record<string, Refusal>>
}

function response(status: number, body: unknown): Response {
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  })
}
