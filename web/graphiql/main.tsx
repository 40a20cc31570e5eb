// GraphiQL for the API that serves this page. Not here: the API, its examples, and the page's headers.
import 'graphiql/setup-workers/vite';
// Piece by piece, since GraphiQL's own bundled style sheet brings web fonts.
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './page.css';

import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';

import { introduction, openingTabs } from './examples';

type Request = { query: string; operationName?: string | null; variables?: unknown };

/** Send one operation to the API of the page's own origin; the answer is shown whatever its status is. */
async function ask(request: Request, options?: { headers?: Record<string, string> }): Promise<object> {
  const answer = await fetch('/graphql', {
    method: 'POST',
    headers: {
      ...options?.headers,
      Accept: 'application/graphql-response+json, application/json',
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(request),
  });
  const text = await answer.text();
  try {
    return JSON.parse(text) as object;
  } catch {
    return { errors: [{ message: `The server answered ${answer.status} without JSON.`, body: text }] };
  }
}

const page = document.getElementById('page')!;
const tabs = await openingTabs();

createRoot(page).render(
  <GraphiQL fetcher={ask} defaultQuery={introduction} defaultTabs={tabs} inputValueDeprecation schemaDescription>
    <GraphiQL.Logo>
      <span className="page-name">QualityGraph</span>
    </GraphiQL.Logo>
  </GraphiQL>,
);
