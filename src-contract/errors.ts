/** What the receiver of an error should do. */
export type ErrorAction = 'retry' | 'tellUser' | 'stop' | 'bug'

export interface ErrorEntry {
  /** HTTP status of the REST answer. */
  readonly status: number
  readonly action: ErrorAction
  /** What happened and what to do, for a person. */
  readonly message: string
}

/** Every error that crosses a process boundary, in one table. */
export const ERROR_TABLE = {
  UNAUTHORIZED: {
    status: 401,
    action: 'tellUser',
    message: 'The access token is missing or wrong. Open the address that the engine printed when it started.',
  },
  FORBIDDEN: { status: 403, action: 'tellUser', message: 'This token may not do that. Use one with a higher role.' },
  FOREIGN_ORIGIN: { status: 403, action: 'stop', message: 'Requests from other web pages are refused.' },
  FOREIGN_HOST: { status: 421, action: 'stop', message: 'The request names another host than this engine.' },
  BAD_REQUEST: { status: 400, action: 'tellUser', message: 'The request is not valid.' },
  PAYLOAD_TOO_LARGE: { status: 413, action: 'stop', message: 'The request is larger than the engine accepts.' },
  NOT_FOUND: { status: 404, action: 'tellUser', message: 'There is nothing under this name.' },
  UNKNOWN_INSTRUMENT: { status: 404, action: 'tellUser', message: 'No such instrument. See the list of instruments.' },
  UNKNOWN_STRATEGY: { status: 404, action: 'tellUser', message: 'No such strategy. See the list of strategies.' },
  UNKNOWN_COMPONENT: { status: 404, action: 'tellUser', message: 'No such component. See the list of components.' },
  COMPONENT_BUSY: {
    status: 409,
    action: 'retry',
    message: 'The component is starting or stopping already. Wait until it is done.',
  },
  UNKNOWN_METRIC: { status: 404, action: 'tellUser', message: 'No such metric. See the list of metrics.' },
  UNKNOWN_ALERT: { status: 404, action: 'tellUser', message: 'No such alert; it may be gone already.' },
  UNKNOWN_LAYOUT: { status: 404, action: 'tellUser', message: 'No such layout; it may have been removed.' },
  LAYOUT_BUILT_IN: {
    status: 409,
    action: 'tellUser',
    message: 'This layout is built in. It can be set back, not removed.',
  },
  UNKNOWN_VERSION: { status: 404, action: 'tellUser', message: 'No such version of the configuration.' },
  UNKNOWN_ORDER: { status: 404, action: 'tellUser', message: 'No such order.' },
  UNKNOWN_POSITION: { status: 404, action: 'tellUser', message: 'No such open position; it may be closed already.' },
  UNKNOWN_DIFFERENCE: {
    status: 404,
    action: 'tellUser',
    message: 'No such difference; ledger and venue may agree by now.',
  },
  RESOLUTION_NOT_POSSIBLE: {
    status: 409,
    action: 'tellUser',
    message: 'The difference cannot be resolved that way any more. Nothing was changed; look at it again.',
  },
  NOT_QUARANTINED: {
    status: 409,
    action: 'tellUser',
    message: 'The instrument is not in quarantine; entries on it are allowed already.',
  },
  UNKNOWN_GUARD: { status: 404, action: 'tellUser', message: 'No such guard. See the list of guards.' },
  NOT_REARMABLE: {
    status: 409,
    action: 'tellUser',
    message: 'The guard cannot be armed by hand now: it is armed already, or it waits for its time or cause to pass.',
  },
  HANDOVER_NOT_POSSIBLE: {
    status: 409,
    action: 'tellUser',
    message: 'The position cannot be handed over like that. Nothing was changed; look at the preview.',
  },
  DENIED: { status: 422, action: 'tellUser', message: 'The risk check refused the order. Nothing left this machine.' },
  ORDER_NOT_AMENDABLE: {
    status: 409,
    action: 'tellUser',
    message: 'The order cannot be changed as it is now.',
  },
  ORDER_NOT_CANCELLABLE: { status: 409, action: 'tellUser', message: 'The order has already ended.' },
  IDEMPOTENCY_MISMATCH: {
    status: 409,
    action: 'bug',
    message: 'This idempotency key was used before for another command. Use a new key.',
  },
  CONFIG_INVALID: { status: 422, action: 'tellUser', message: 'The configuration was not changed: it has faults.' },
  CONFIG_CONFLICT: {
    status: 409,
    action: 'retry',
    message: 'The configuration was changed by someone else meanwhile. Load it again.',
  },
  UNKNOWN_SERVICE: { status: 404, action: 'tellUser', message: 'No such outside service. See the list of endpoints.' },
  NO_HOST_AVAILABLE: {
    status: 503,
    action: 'retry',
    message: 'No host of the outside service can be used. Nothing was sent; hosts come back once they answer again.',
  },
  CONNECTION_LIMIT: {
    status: 503,
    action: 'retry',
    message: 'As many connections to the outside service are open as are allowed. Nothing was sent; try again.',
  },
  SIGNED_HOST_GONE: {
    status: 409,
    action: 'retry',
    message: 'The host that the request was signed for is not configured any more. Nothing was sent; sign it again.',
  },
  PRICE_UNAVAILABLE: { status: 409, action: 'retry', message: 'There is no fresh price for this instrument yet.' },
  SECRETS_LOCKED: {
    status: 423,
    action: 'tellUser',
    message: 'The secrets are locked. Give the passphrase of the vault first.',
  },
  SECRETS_UNPROTECTED: {
    status: 409,
    action: 'tellUser',
    message: 'This machine has nothing that protects a secret. Set a passphrase for the vault first.',
  },
  WRONG_PASSPHRASE: { status: 422, action: 'tellUser', message: 'That is not the passphrase of the vault.' },
  UNKNOWN_SECRET: { status: 404, action: 'tellUser', message: 'No secret is kept under this name.' },
  UNKNOWN_ACCOUNT: {
    status: 404,
    action: 'tellUser',
    message: 'No account has this name. See the list of accounts.',
  },
  ACCOUNT_NOT_TRADED: {
    status: 404,
    action: 'tellUser',
    message: 'The engine does not trade on this account. See the accounts in its status.',
  },
  ACCOUNT_KEYS_MISSING: {
    status: 409,
    action: 'tellUser',
    message: 'The account has no keys that can be used. Set them first.',
  },
  ACCOUNT_NOT_ARMABLE: {
    status: 409,
    action: 'tellUser',
    message: 'The account does not trade with money, so there is nothing to arm.',
  },
  ACCOUNT_CHECK_FAILED: {
    status: 409,
    action: 'tellUser',
    message: 'The key of the account did not pass its check. Nothing was changed.',
  },
  WRONG_CONFIRMATION: {
    status: 422,
    action: 'tellUser',
    message: 'The confirmation was not typed as it is asked for.',
  },
  VENUE_FAILED: {
    status: 502,
    action: 'retry',
    message: 'The venue could not be asked. Nothing has changed; try again.',
  },
  NOT_READY: { status: 503, action: 'retry', message: 'The engine is still starting. Try again in a moment.' },
  STOPPING: { status: 503, action: 'stop', message: 'The engine is stopping.' },
  TOO_MANY_REQUESTS: { status: 429, action: 'retry', message: 'Too many requests. Wait a moment and try again.' },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    action: 'bug',
    message: 'Something went wrong inside the engine. The log has the details.',
  },
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof ERROR_TABLE
