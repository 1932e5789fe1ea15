import { MAX_ACCOUNT_NAME_LENGTH, type VenueView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Field, GroupField, Segmented, SelectField, SwitchField } from '../../ui/index.ts'
import { environmentFor, fieldId } from './account-draft.ts'
import type { AccountForm } from './use-account-form.ts'

export interface AccountFieldsProps {
  readonly form: AccountForm
  readonly venues: readonly VenueView[]
}

/** Every setting of an account. */
export function AccountFields({ form, venues }: AccountFieldsProps) {
  const t = useWords('accounts')
  const { draft, edit, faults, isNew } = form
  const faultOf = (...path: readonly string[]): string | undefined => faults.byId[fieldId(draft.name, ...path)]
  const chooseVenue = (venueId: string): void => {
    const venue = venues.find((known) => known.venueId === venueId)
    if (venue) edit({ venue: venueId, urls: {}, environment: environmentFor(venue) })
  }
  return (
    <>
      {isNew && <NameField form={form} />}
      <SelectField
        label={t('form.venue')}
        value={draft.venue}
        fault={faultOf('venue')}
        options={venues.map(({ venueId, label }) => ({ value: venueId, label }))}
        onValueChange={chooseVenue}
      />
      <EnvironmentField form={form} fault={faultOf('environment')} />
      <AddressFields form={form} />
      <Field
        label={t('form.proxy')}
        value={draft.proxy}
        fault={faultOf('proxy')}
        help={t('form.proxyHelp')}
        onValueChange={(proxy) => edit({ proxy })}
      />
      <Field
        label={t('form.timeout')}
        value={draft.timeoutMs}
        unit="ms"
        numeric
        fault={faultOf('timeoutMs')}
        onValueChange={(timeoutMs) => edit({ timeoutMs })}
      />
      <SwitchField
        label={t('form.withdrawals')}
        checked={draft.allowWithdrawals}
        help={t('form.withdrawalsHelp')}
        onCheckedChange={(allowWithdrawals) => edit({ allowWithdrawals })}
      />
    </>
  )
}

function NameField({ form: { draft, edit, nameFault } }: { readonly form: AccountForm }) {
  const t = useWords('accounts')
  return (
    <Field
      label={t('form.name')}
      value={draft.name}
      fault={nameFault && t(`form.${nameFault}`, { most: MAX_ACCOUNT_NAME_LENGTH })}
      help={t('form.nameHelp')}
      onValueChange={(name) => edit({ name })}
    />
  )
}

interface EnvironmentFieldProps {
  readonly form: AccountForm
  readonly fault: string | undefined
}

/** Testnet or live. Neither is closed where the venue lacks it: addresses of one's own make up for it. */
function EnvironmentField({ form: { draft, edit, venue }, fault }: EnvironmentFieldProps) {
  const t = useWords('accounts')
  const isOwn = venue?.environments.includes(draft.environment) ?? true
  const words = { venue: venue?.label ?? '', environment: t(`form.${draft.environment}`) }
  const help = isOwn ? (draft.environment === 'live' ? t('form.liveHint') : undefined) : t('form.noSuch', words)
  return (
    <GroupField label={t('form.environment')} fault={fault} help={help}>
      <Segmented
        label={t('form.environment')}
        value={draft.environment}
        options={[
          { value: 'testnet', label: t('form.testnet') },
          { value: 'live', label: t('form.live') },
        ]}
        onValueChange={(environment) => edit({ environment })}
      />
    </GroupField>
  )
}

function AddressFields({ form: { draft, edit, venue, faults } }: { readonly form: AccountForm }) {
  const t = useWords('accounts')
  if (venue === undefined) return null
  return (
    <GroupField
      label={t('form.addresses')}
      help={t('form.addressesHelp')}
      fault={faults.byId[fieldId(draft.name, 'urls')]}
    >
      {venue.services.map(({ part, isOptional, hosts }) => (
        <Field
          key={part}
          stacked
          className="mono-field"
          label={isOptional ? t('form.optional', { part }) : part}
          value={draft.urls[part] ?? ''}
          placeholder={hosts[draft.environment]?.[0] ?? ''}
          fault={faults.byId[fieldId(draft.name, 'urls', part)]}
          onValueChange={(address) => edit({ urls: { ...draft.urls, [part]: address } })}
        />
      ))}
    </GroupField>
  )
}
