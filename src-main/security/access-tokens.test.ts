import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ROLES } from '../../src-contract/index.ts'
import { FatalError } from '../base/index.ts'
import { AccessTokens } from './access-tokens.ts'

let parent: string
let folder: string
let file: string

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'tokens-'))
  folder = join(parent, 'data')
  file = join(folder, 'access-tokens.json')
})

afterEach(() => rmSync(parent, { recursive: true, force: true }))

describe('AccessTokens', () => {
  it('makes a token of 32 random bytes for each role at the first start, for the owner alone', () => {
    const tokens = AccessTokens.open(folder)
    expect(tokens.secrets()).toHaveLength(ROLES.length)
    expect(new Set(tokens.secrets()).size).toBe(ROLES.length)
    for (const token of tokens.secrets()) expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('keeps the tokens over a restart', () => {
    expect(AccessTokens.open(folder).secrets()).toEqual(AccessTokens.open(folder).secrets())
  })

  it.each(ROLES)('knows the token of %s', (role) => {
    const tokens = AccessTokens.open(folder)
    expect(tokens.roleOf(tokens.tokenFor(role))).toBe(role)
  })

  it('knows no other text', () => {
    const tokens = AccessTokens.open(folder)
    const admin = tokens.tokenFor('admin')
    for (const near of ['', admin.slice(1), `${admin}x`, admin.toLowerCase(), ` ${admin}`]) {
      expect(tokens.roleOf(near)).toBeUndefined()
    }
    fc.assert(fc.property(fc.string(), (text) => tokens.roleOf(text) === undefined))
  })

  it('takes back rights that others were given', () => {
    AccessTokens.open(folder)
    chmodSync(file, 0o644)
    AccessTokens.open(folder)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it.each(['', '{', '{"viewer":"short"}', '[]', 'null'])('names a damaged file without quoting it: %j', (text) => {
    AccessTokens.open(folder)
    writeFileSync(file, text)
    expect(() => AccessTokens.open(folder)).toThrow(FatalError)
    expect(() => AccessTokens.open(folder)).toThrow(/access-tokens\.json is damaged/)
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  it('refuses one token for two roles', () => {
    const token = AccessTokens.open(folder).tokenFor('viewer')
    writeFileSync(file, JSON.stringify({ viewer: token, trader: token, admin: token }))
    expect(() => AccessTokens.open(folder)).toThrow(/a different token for each of viewer, trader, admin/)
  })

  it('names a file that cannot be used', () => {
    writeFileSync(folder, 'not a folder')
    expect(() => AccessTokens.open(folder)).toThrow(/access-tokens\.json cannot be used/)
  })
})
