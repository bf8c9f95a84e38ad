import './sign-in.css';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureText, signIn } from '../server.ts';
import { LanguageButton } from '../shell/language-button.tsx';
import { Logo } from '../shell/logo.tsx';

/** One quiet sheet: who we are, two fields, one button, and a sentence when it fails. */
export function SignIn() {
  const { t } = useTranslation();
  return (
    <div className="sign-in">
      <main className="sign-in-sheet">
        <header className="sign-in-head">
          <Logo size={36} />
          <div>
            <h1>{t('session.title')}</h1>
            <p className="secondary">{t('session.lead')}</p>
          </div>
        </header>
        <SignInForm />
        <p className="caption">{t('session.help')}</p>
      </main>
      <LanguageButton />
    </div>
  );
}

function SignInForm() {
  const { t } = useTranslation();
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = String(form.get('email') ?? '').trim();
    const password = String(form.get('password') ?? '');
    if (email === '') return setFailure(t('session.required.email'));
    if (password === '') return setFailure(t('session.required.password'));
    setBusy(true);
    await signIn({ email, password }).catch((error: unknown) => setFailure(failureText(error).text));
    setBusy(false);
  };
  return (
    <form className="sign-in-form" onSubmit={(event) => void submit(event)} noValidate>
      {failure !== undefined && (
        <p className="sign-in-failure" role="alert">
          {failure}
        </p>
      )}
      <label htmlFor="email">{t('session.email')}</label>
      <Input id="email" name="email" type="email" autoComplete="username" autoFocus size="large" />
      <label htmlFor="password">{t('session.password')}</label>
      <Input.Password id="password" name="password" autoComplete="current-password" size="large" />
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        {t('session.submit')}
      </Button>
    </form>
  );
}
