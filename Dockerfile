# onrecord in a small image: docker build -t onrecord . && docker run --rm -v "$PWD:/work" onrecord articles/
FROM rust:1-slim AS build
WORKDIR /src
COPY . .
RUN ci/install.sh /usr/local

FROM debian:stable-slim
# git is for --since.
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*'
COPY --from=build /usr/local/bin/onrecord /usr/local/bin/onrecord
COPY --from=build /usr/local/share/man/man1/ /usr/local/share/man/man1/
COPY --from=build /usr/local/share/bash-completion/ /usr/local/share/bash-completion/
WORKDIR /work
USER 1000:1000
ENTRYPOINT ["onrecord"]
CMD ["--help"]
