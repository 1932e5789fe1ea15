import { describe, expect, it } from 'vitest'
import { kindOfClass } from './ccxt-classes.ts'

type ErrorClass = new (message: string) => Error

const { href } = new URL('./src/base/errors.js', import.meta.resolve('ccxt'))
const classes = (await import(/* @vite-ignore */ href)) as Readonly<Record<string, unknown>>

/** Each class of ccxt, and what of a command that it ended: `?` leaves open whether it was taken. */
const EXPECTED: Readonly<Record<string, string>> = {
  AccountNotEnabled: 'noPermission',
  AccountSuspended: 'noPermission',
  AddressPending: 'refused',
  ArgumentsRequired: 'refused',
  AuthenticationError: 'wrongKey',
  BadRequest: 'refused',
  BadResponse: 'unreadable?',
  BadSymbol: 'unknownSymbol',
  BaseError: 'refused',
  CancelPending: 'serverError?',
  ChecksumError: 'unreadable?',
  ContractUnavailable: 'invalidOrder',
  DDoSProtection: 'rateLimited',
  DuplicateOrderId: 'invalidOrder',
  ExchangeClosedByUser: 'noAnswer?',
  ExchangeError: 'refused',
  ExchangeNotAvailable: 'serverError?',
  InsufficientFunds: 'insufficientFunds',
  InvalidAddress: 'refused',
  InvalidNonce: 'clockOff',
  InvalidOrder: 'invalidOrder',
  InvalidProxySettings: 'badProxy',
  ManualInteractionNeeded: 'refused',
  MarginModeAlreadySet: 'refused',
  MarketClosed: 'maintenance',
  NetworkError: 'noAnswer?',
  NoChange: 'refused',
  NotSupported: 'refused',
  NullResponse: 'unreadable?',
  OnMaintenance: 'maintenance',
  OperationFailed: 'serverError?',
  OperationRejected: 'refused',
  OrderImmediatelyFillable: 'wouldTrade',
  OrderNotCached: 'invalidOrder',
  OrderNotFillable: 'invalidOrder',
  OrderNotFound: 'orderNotFound',
  PermissionDenied: 'noPermission',
  RateLimitExceeded: 'rateLimited',
  RequestTimeout: 'noAnswer?',
  RestrictedLocation: 'blockedRegion',
  UnsubscribeError: 'refused',
}

const isErrorClass = (value: unknown): value is ErrorClass =>
  typeof value === 'function' && value.prototype instanceof Error

function meaningOf(error: unknown): string {
  const { kind, isOutcomeUnknown } = kindOfClass(error)
  return isOutcomeUnknown ? `${kind}?` : kind
}

describe('a class of ccxt', () => {
  it('means something, each of them', () => {
    const meanings = Object.entries(classes).flatMap(([name, Class]) =>
      isErrorClass(Class) ? [[name, meaningOf(new Class('no'))]] : [],
    )
    expect(Object.fromEntries(meanings)).toEqual(EXPECTED)
  })

  it.each([new TypeError('x is undefined'), 'a word', undefined, null])(
    'that %s is none of leaves open what became of a command',
    (error) => {
      expect(meaningOf(error)).toBe('unreadable?')
    },
  )
})
