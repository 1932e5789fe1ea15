import { useAccount } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Checkbox, formatMoney, NumberField } from '../../ui/index.ts'
import { useChangePreferences, usePreferences } from '../preferences/use-preferences.ts'
import { type AccountField, accountFaults, type AccountSettings } from './account-settings.ts'
import { PresetTable } from './preset-table.tsx'
import { StepFrame, type StepProps } from './step-frame.tsx'
import { useAccountSettings } from './use-account-settings.ts'

/** Balance, fees and limits of the paper account. */
export function AccountStep({ onNext, onBack }: StepProps) {
  const t = useWords('gate')
  const { settings, change, save, busy, fault } = useAccountSettings()
  const faults = settings === undefined ? new Set<AccountField>() : accountFaults(settings)
  const next = async (): Promise<void> => {
    if (faults.size === 0 && (await save())) onNext()
  }
  return (
    <StepFrame
      title={t('guide.account.title')}
      text={t('guide.account.text')}
      onNext={() => void next()}
      onBack={onBack}
      busy={busy || faults.size > 0}
      fault={fault}
    >
      {settings !== undefined && <AccountFields settings={settings} faults={faults} onChange={change} />}
      <KeyChoices />
    </StepFrame>
  )
}

interface AccountFieldsProps {
  readonly settings: AccountSettings
  readonly faults: ReadonlySet<AccountField>
  readonly onChange: (change: Partial<AccountSettings>) => void
}

function AccountFields({ settings, faults, onChange }: AccountFieldsProps) {
  const t = useWords('gate')
  const currency = useAccount((account) => account.currency) ?? ''
  const { startingCash, makerFeeBps, takerFeeBps, limits } = settings
  const feeFault = (field: AccountField): string | undefined =>
    faults.has(field) ? t('guide.account.feeFault') : undefined
  const ofBalance = (fraction: number): string => formatMoney(Number(startingCash) * fraction)
  return (
    <>
      <div className="guide-fields">
        <NumberField
          label={t('guide.account.balance')}
          value={startingCash}
          unit={currency}
          onValueChange={(value) => onChange({ startingCash: value })}
          fault={faults.has('startingCash') ? t('guide.account.balanceFault') : undefined}
        />
        <NumberField
          label={t('guide.account.makerFee')}
          value={makerFeeBps}
          unit={t('guide.account.bps')}
          onValueChange={(value) => onChange({ makerFeeBps: value })}
          fault={feeFault('makerFeeBps')}
        />
        <NumberField
          label={t('guide.account.takerFee')}
          value={takerFeeBps}
          unit={t('guide.account.bps')}
          onValueChange={(value) => onChange({ takerFeeBps: value })}
          fault={feeFault('takerFeeBps')}
        />
      </div>
      <PresetTable limits={limits} onChoose={(chosen) => onChange({ limits: chosen })} />
      {faults.size === 0 && (
        <p className="guide-text">
          {t('guide.account.meaning', {
            balance: `${formatMoney(startingCash)} ${currency}`,
            perTrade: ofBalance(limits.maxRiskPerTradeFraction),
            perDay: ofBalance(limits.maxDailyLossFraction),
          })}
        </p>
      )}
    </>
  )
}

function KeyChoices() {
  const t = useWords('gate')
  const { confirmDrags, tradingKeys } = usePreferences()
  const change = useChangePreferences()
  return (
    <div className="guide-checks">
      <Checkbox checked={confirmDrags} onCheckedChange={(checked) => void change({ confirmDrags: checked })}>
        {t('guide.account.confirmDrags')}
      </Checkbox>
      <Checkbox checked={tradingKeys} onCheckedChange={(checked) => void change({ tradingKeys: checked })}>
        {t('guide.account.tradingKeys')}
      </Checkbox>
    </div>
  )
}
