export { AccessTokens } from './access-tokens.ts'
export { readPassphraseFile } from './passphrase-file.ts'
export type { KeychainCipher, SecretStore } from './ports.ts'
export { SecretVault, type SecretVaultOptions } from './secret-vault.ts'
