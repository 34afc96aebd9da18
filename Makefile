# Two commands do everything on a Debian machine with Swift 6.3: `make site` and `make test`.

LIBRARIES := libyaml-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libutf8proc-dev libxml2-dev libjansson-dev libsodium-dev libstemmer-dev duktape-dev libqrencode-dev libzip-dev libmicrohttpd-dev zlib1g-dev
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
OFICIO := .build/release/oficio
# Static, and without a path of the machine that builds it.
RELEASE := -c release --static-swift-stdlib -Xswiftc -gnone -Xcc -g0 -Xlinker -s -Xswiftc -file-prefix-map -Xswiftc $(CURDIR)=.
TEST_TOOLS := python3-venv default-jre-headless chromium poppler-utils libpangoft2-1.0-0 libhunspell-1.7-0 hunspell-es libreoffice-writer-nogui

.PHONY: site test bench-search lint program libraries clean

site: program
	@$(OFICIO) build --site . --output output
	@echo "Open $(CURDIR)/output/index.html"

program: libraries
	swift build $(RELEASE) --product oficio

# The pages are judged last: they are made with the program that the tests have just passed.
test: PACKAGES = $(LIBRARIES) $(TEST_TOOLS)
test: libraries
	swift test
	.build/debug/oficio build --site . --output .build/pages --today 2026-11-21 --quiet
	Tests/Pages/nu.sh .build/pages
	Tests/Pages/browser.sh .build/pages "$(CURDIR)/.build/debug/oficio"

# Judges search: the institutional set over the demonstration, the development set where it is, peers where they are installed.
bench-search: program
	Tests/Search/bench.sh "$(CURDIR)/$(OFICIO)"

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

# Installs what is missing, and says so.
PACKAGES = $(LIBRARIES)
libraries:
	@missing=$$(for p in $(PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || echo $$p; done); \
	if [ -n "$$missing" ]; then \
		echo "Installing" $$missing; \
		$(SUDO) apt-get update -qq && DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq $$missing >/dev/null; \
	fi

clean:
	rm -rf .build output
