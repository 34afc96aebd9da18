# Two commands do everything on a Debian machine with Swift 6.3: `make site` and `make test`.

LIBRARIES := libyaml-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libutf8proc-dev libxml2-dev
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
OFICIO := .build/release/oficio
RELEASE := -c release --static-swift-stdlib

.PHONY: site test lint program libraries clean

site: program
	@$(OFICIO) build --site . --output output
	@echo "Open $(CURDIR)/output/index.html"

program: libraries
	swift build $(RELEASE) --product oficio

test: libraries
	swift test

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

# Installs what is missing, and says so.
libraries:
	@missing=$$(for p in $(LIBRARIES); do dpkg -s $$p >/dev/null 2>&1 || echo $$p; done); \
	if [ -n "$$missing" ]; then \
		echo "Installing" $$missing; \
		$(SUDO) apt-get update -qq && DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq $$missing >/dev/null; \
	fi

clean:
	rm -rf .build output
