export {
  type AccountKeys,
  AccountKeyring,
  accountSecretName,
  type KeyedAccount,
  type KeyState,
} from './account-keys.ts'
export { AccountLock, type AccountLockOptions } from './account-lock.ts'
export { AccessTokens } from './access-tokens.ts'
export { AuditLog } from './audit-log.ts'
export { type KeyVariables, takeKeyVariables } from './key-variables.ts'
export { armingFingerprint, checkConfirmation, LiveArming } from './live-arming.ts'
export { readPassphraseFile } from './passphrase-file.ts'
export type { KeychainCipher, SecretStore } from './ports.ts'
export { SecretVault, type SecretVaultOptions } from './secret-vault.ts'
