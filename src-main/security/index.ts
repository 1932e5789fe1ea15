export { AccessTokens } from './access-tokens.ts'
