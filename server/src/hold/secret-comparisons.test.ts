import ts from 'typescript';
import { expect, it } from 'vitest';
import { visitCode } from '../../test/patterns.js';

const secretive = /secret|signature|token|hmac|digest|password|(secret|service|signing)key/i;
const equalities = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);
const byBytes = new Set(['equals', 'compare', 'localeCompare']);
const isFixed = (side: ts.Expression): boolean =>
  ts.isLiteralExpression(side) || /^(null|undefined|true|false)$/.test(side.getText());

/** Whether it compares two things, one of which sounds like a secret, and stops at the first difference. */
function comparesSecrets(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node))
    return (
      equalities.has(node.operatorToken.kind) &&
      !isFixed(node.left) &&
      !isFixed(node.right) &&
      secretive.test(node.getText())
    );
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    byBytes.has(node.expression.name.text) &&
    secretive.test(node.getText())
  );
}

it('what is presented is compared with a secret in constant time alone (D6)', () => {
  const constant: string[] = [];
  const others: string[] = [];
  visitCode(['server/src/features', 'server/src/platform'], (node, file) => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'timingSafeEqual') constant.push(file);
    if (comparesSecrets(node)) others.push(`${file}: ${node.getText()}`);
  });
  expect(constant.sort()).toEqual([
    'server/src/features/ingestion/gophish.service.ts',
    'server/src/platform/platform.module.ts',
  ]);
  // hashes that the database holds now, against what it held before: nothing that anybody presents
  expect(others.sort()).toEqual([
    'server/src/features/people/sign-in.service.ts: (await this.credentials.passwordHash(tx, account.memberId)) === account.passwordHash',
    'server/src/features/people/sign-in.service.ts: (await this.credentials.passwordHash(tx, who.memberId)) === known',
  ]);
});
