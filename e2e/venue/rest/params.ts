import { Decimal } from '../../../src-main/base/index.ts'
import { refusals } from './api-error.ts'

const NUMBER = /^\d{1,20}(\.\d{1,20})?$/

/** What a request asks with, read strictly: what is missing or malformed is refused with the exchange's code. */
export class Params {
  readonly #values: URLSearchParams

  constructor(values: URLSearchParams) {
    this.#values = values
  }

  /** @returns The text of a parameter; undefined where it was not sent or is empty. */
  optional(name: string): string | undefined {
    const value = this.#values.get(name)
    return value === null || value === '' ? undefined : value
  }

  required(name: string): string {
    const value = this.optional(name)
    if (value === undefined) throw refusals.missing(name)
    return value
  }

  /** A positive decimal or zero, as it was written. */
  decimal(name: string): Decimal | undefined {
    const value = this.optional(name)
    if (value === undefined) return undefined
    if (!NUMBER.test(value)) throw refusals.malformed(name)
    return new Decimal(value)
  }

  integer(name: string): number | undefined {
    const value = this.optional(name)
    if (value === undefined) return undefined
    if (!/^\d{1,16}$/.test(value)) throw refusals.malformed(name)
    return Number(value)
  }

  /** `limit` of a list: at least one, cut to the most that the endpoint gives. */
  limit(standard: number, most: number): number {
    return Math.max(1, Math.min(this.integer('limit') ?? standard, most))
  }

  flag(name: string): boolean {
    return this.optional(name)?.toLowerCase() === 'true'
  }
}
