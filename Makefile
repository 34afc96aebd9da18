# Two commands do everything on a Debian machine with Swift 6.3: `make site` and `make test`.

LIBRARIES := libyaml-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libutf8proc-dev libxml2-dev libjansson-dev \
	libsodium-dev libstemmer-dev duktape-dev libqrencode-dev libzip-dev libmicrohttpd-dev zlib1g-dev libmimalloc-dev
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
OFICIO := .build/release/oficio
# Static, and without a path of the machine that builds it. Exclusivity is checked in the tests.
RELEASE := -c release --static-swift-stdlib -Xswiftc -enforce-exclusivity=unchecked -Xswiftc -gnone -Xcc -g0 \
	-Xlinker -s -Xswiftc -file-prefix-map -Xswiftc $(CURDIR)=.
TEST_TOOLS := python3-venv default-jre-headless chromium chromium-headless-shell poppler-utils libpangoft2-1.0-0 \
	libhunspell-1.7-0 hunspell-es libreoffice-writer-nogui libreoffice-calc-nogui qpdf epubcheck strace openssl git \
	pandoc neovim
# Where the material outside the repository lies: real documents, corpora, published suites.
export OFICIO_MATERIAL ?= $(abspath $(CURDIR)/../shared)

.PHONY: site docs test tested check checked test-long bench bench-search bench-check fuzz sanitize lint program \
	install dist deb libraries tools clean

site: program
	@$(OFICIO) build --site . --output output
	@echo "Open $(CURDIR)/output/index.html"

# The guide in both languages, each checked and built into .build/docs with pictures of its own examples; a warning
# stops it.
docs: program
	@docs/pictures.py $(OFICIO) docs/guia .build/docs/guia
	@docs/pictures.py $(OFICIO) docs/guide .build/docs/guide

program: libraries
	swift build $(RELEASE) --product oficio

# Lint, build and the fast unit tests, without a browser. Tests/README.md says what it leaves out.
SLOW := EndToEnd|Property|CheckCache|Traced|StoredRecord|Release|HardText|Range|Printing|VersionLog|Sample|Conversion
check: libraries
	+$(MAKE) --jobs --output-sync=target lint checked
	swift test --skip-build --skip '($(SLOW))Tests'

checked:
	swift build --build-tests

# Everything but what takes long. Lint and the installation of tools run beside the build, the Swift tests and the HTML
# checker beside the Python suites. Tests and program are optimised, since they take less than half the time; unlike
# those of a release they check exclusivity, and have a folder of their own.
TESTED := --scratch-path .build/tested -c release -Xswiftc -enable-testing -Xswiftc -gnone
PROGRAM_TESTED := $(CURDIR)/.build/tested/release/oficio
test: libraries
	+$(MAKE) --jobs --output-sync=target lint tools tested
	$(PROGRAM_TESTED) build --site . --output .build/pages --today 2026-11-21 --quiet
	Tests/Pages/browser.sh .build/pages $(PROGRAM_TESTED) \
		"swift test --skip-build $(TESTED)" "Tests/Pages/nu.sh .build/pages"

tested:
	swift build --build-tests $(TESTED)

# Speed and memory beside Hugo and Pagefind in the same run: make bench SIZE=10000 ROUNDS=3 PEERS=folder
SIZE := 1000
ROUNDS := 5
PEERS :=
bench: program
	Tests/Bench/bench.sh "$(CURDIR)/$(OFICIO)" $(SIZE) $(ROUNDS) $(PEERS)

# Judges search: the institutional set over the demonstration, the development set where it is, peers where they are
# installed.
bench-search: program
	Tests/Search/bench.sh "$(CURDIR)/$(OFICIO)"

# Judges the rules: defects put into clean documents, and the list of those of the real ones where these are at hand.
SEED := 1
bench-check: libraries
	swift build --product oficio
	Tests/Check/mutate.py .build/debug/oficio --seed $(SEED) --seeds $(OFICIO_MATERIAL)/seeds-site \
		--write docs/checking.md --figures Sources/BuiltIn/files/bench/rules.txt

# Coverage-guided fuzzing of everything that reads what others wrote; see Tests/Fuzz/README.md.
RUNS := 100000
TARGETS :=
fuzz: libraries
	Tests/Fuzz/fuzz.sh $(RUNS) $(TARGETS)

# The suite with what watches memory, then with what watches threads.
sanitize: libraries tools
	Tests/sanitize.sh address
	Tests/sanitize.sh thread

# The release program beside the debug one, long random series, load on the preview, the packages, fuzzing.
test-long: program tools
	$(call install,dpkg-dev debootstrap lintian systemd)
	swift build --product oficio
	Tests/Program/optimised.sh "$(CURDIR)/.build/debug/oficio" "$(CURDIR)/$(OFICIO)"
	Tests/long.sh "$(CURDIR)/$(OFICIO)"

# Program, manual page and completions below PREFIX (and DESTDIR, for packages).
PREFIX := /usr/local
ZSH := share/zsh/site-functions
install: program
	install -D -m 755 $(OFICIO) "$(DESTDIR)$(PREFIX)/bin/oficio"
	install -d "$(DESTDIR)$(PREFIX)/share/man/man1" "$(DESTDIR)$(PREFIX)/share/man/es/man1" \
		"$(DESTDIR)$(PREFIX)/share/bash-completion/completions" "$(DESTDIR)$(PREFIX)/$(ZSH)" \
		"$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	$(OFICIO) help --format man --lang en > "$(DESTDIR)$(PREFIX)/share/man/man1/oficio.1"
	$(OFICIO) help --format man --lang es > "$(DESTDIR)$(PREFIX)/share/man/es/man1/oficio.1"
	$(OFICIO) help --format bash > "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/oficio"
	$(OFICIO) help --format zsh > "$(DESTDIR)$(PREFIX)/$(ZSH)/_oficio"
	$(OFICIO) help --format fish > "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/oficio.fish"

# One archive to unpack anywhere that has the libraries of docs/dependencies.md: the Swift libraries are inside.
VERSION = $(shell $(OFICIO) version | cut -d' ' -f2)
dist: program
	$(MAKE) install DESTDIR=$(CURDIR)/.build/dist PREFIX=/oficio-$(VERSION)
	cp -r --parents README.md CONTRIBUTING.md CHANGELOG.md LICENSE docs editors .readme themes/README.md Tests/README.md \
		.build/dist/oficio-$(VERSION)/
	tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -C .build/dist \
		-czf .build/oficio-$(VERSION)-$(shell uname -m).tar.gz oficio-$(VERSION)
	@echo .build/oficio-$(VERSION)-$(shell uname -m).tar.gz

# A Debian package with the program, its documents, the guide in both languages, and units for systemd. Its libraries
# are those of the Debian that builds it.
REVISION := 1
deb: program
	$(call install,dpkg-dev)
	rm -rf .build/deb
	$(MAKE) --silent -o program install DESTDIR=$(CURDIR)/.build/deb/tree PREFIX=/usr \
		ZSH=share/zsh/vendor-completions OFICIO=$(OFICIO)
	for guide in guia guide; do \
		$(OFICIO) build --site docs/$$guide --output .build/deb/tree/usr/share/doc/oficio/$$guide --quiet || exit 1; \
	done
	rm -rf .build/deb/tree/usr/share/doc/oficio/gui*/.oficio
	@packaging/deb.sh .build/deb/tree .build/deb $(REVISION)

lint:
	swift format lint --strict --parallel --recursive Sources Tests Package.swift

# Installs those Debian packages that are missing, and says so.
define install
@missing=$$(for p in $(1); do dpkg -s $$p >/dev/null 2>&1 || echo $$p; done); \
if [ -n "$$missing" ]; then \
	echo "Installing" $$missing; \
	$(SUDO) apt-get update -qq && DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq $$missing >/dev/null; \
fi
endef

libraries:
	$(call install,$(LIBRARIES))

# What the tests need besides: Debian packages, then Python packages below `.build`.
tools: libraries
	$(call install,$(TEST_TOOLS))
	@Tests/Pages/venv.sh >/dev/null
	@Tests/Pages/nu-venv.sh >/dev/null

clean:
	rm -rf .build output
