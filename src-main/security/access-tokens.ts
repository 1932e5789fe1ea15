import { createHash, timingSafeEqual } from 'node:crypto'
import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Role } from '../../src-contract/index.ts'
import { errorText, FatalError, secretToken } from '../base/index.ts'
import { OWNER_ONLY, writeOwnerFile } from './owner-file.ts'

const TOKEN_BYTES = 32

const TokenText = z.string().regex(/^[A-Za-z0-9_-]{32,}$/)
const TokenFile = z.strictObject({ viewer: TokenText, trader: TokenText, admin: TokenText } satisfies Record<
  Role,
  z.ZodType
>)
type TokenFile = z.infer<typeof TokenFile>

const ROLES = TokenFile.keyof().options

/** The access tokens of a data folder, one for each role. They are never logged. */
export class AccessTokens {
  readonly #tokens: TokenFile
  readonly #digests: readonly { readonly role: Role; readonly digest: Buffer }[]

  private constructor(tokens: TokenFile) {
    this.#tokens = tokens
    this.#digests = ROLES.map((role) => ({ role, digest: digestOf(tokens[role]) }))
  }

  /** Reads `access-tokens.json` of the folder, creating it at the first start; `FatalError` names a file that is damaged. */
  static open(folder: string): AccessTokens {
    const file = join(folder, 'access-tokens.json')
    try {
      if (!existsSync(file)) return new AccessTokens(create(file))
      chmodSync(file, OWNER_ONLY)
      return new AccessTokens(parse(readFileSync(file, 'utf8'), file))
    } catch (error) {
      if (error instanceof FatalError) throw error
      throw new FatalError(
        `${file} cannot be used (${errorText(error)}). Check the rights of the file and its folder.`,
        {
          cause: error,
        },
      )
    }
  }

  /** Who a token belongs to; takes the same time for every text, so that a token cannot be guessed letter by letter. */
  roleOf(token: string): Role | undefined {
    const given = digestOf(token)
    let found: Role | undefined
    for (const { role, digest } of this.#digests) if (timingSafeEqual(digest, given)) found = role
    return found
  }

  tokenFor(role: Role): string {
    return this.#tokens[role]
  }

  /** The tokens themselves, for the log to hide. */
  secrets(): readonly string[] {
    return ROLES.map((role) => this.#tokens[role])
  }
}

/** Texts of any length become 32 bytes, which can be compared in constant time. */
function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

function create(file: string): TokenFile {
  const tokens = {
    viewer: secretToken(TOKEN_BYTES),
    trader: secretToken(TOKEN_BYTES),
    admin: secretToken(TOKEN_BYTES),
  }
  writeOwnerFile(file, `${JSON.stringify(tokens, undefined, 2)}\n`)
  return tokens
}

/** Says nothing of the content: it may hold what is left of a token. */
function parse(text: string, file: string): TokenFile {
  const parsed = TokenFile.safeParse(parseJson(text))
  if (parsed.success && new Set(Object.values(parsed.data)).size === ROLES.length) return parsed.data
  throw new FatalError(
    `${file} is damaged: it must hold a different token for each of ${ROLES.join(', ')}. ` +
      'Remove it and start again; new tokens are made, and every client needs its new one.',
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's message would quote the text.
    return undefined
  }
}
