/// Lists the elements and attributes that `SVGCleaner` keeps (SVG 1.1 and 2, Filter Effects, Compositing).
enum SVGNames {
    static let space = "http://www.w3.org/2000/svg"
    static let links = "http://www.w3.org/1999/xlink"
    static let xml = "http://www.w3.org/XML/1998/namespace"

    static let elements = words(
        """
        a altGlyph altGlyphDef altGlyphItem animate animateColor animateMotion animateTransform circle clipPath \
        color-profile cursor defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix \
        feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR \
        feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight \
        feTile feTurbulence filter font font-face font-face-format font-face-name font-face-src font-face-uri g glyph \
        glyphRef hatch hatchpath hkern image line linearGradient marker mask mesh meshgradient meshpatch meshrow \
        missing-glyph mpath path pattern polygon polyline radialGradient rect set solidcolor stop style svg switch \
        symbol text textPath title tref tspan use view vkern
        """)

    /// The elements whose text readers can see or hear.
    static let textElements: Set<String> = [
        "a", "altGlyph", "desc", "style", "text", "textPath", "title", "tref", "tspan",
    ]

    /// The attributes without a namespace.
    static let attributes = words(
        """
        accent-height accumulate additive alignment-baseline alphabetic amplitude arabic-form aria-describedby \
        aria-hidden aria-label aria-labelledby ascent attributeName attributeType azimuth background-color \
        baseFrequency baseline-shift baseProfile bbox begin bias by calcMode cap-height class clip clip-path clip-rule \
        clipPathUnits color color-interpolation color-interpolation-filters color-profile color-rendering \
        contentScriptType contentStyleType cursor cx cy d descent diffuseConstant direction display divisor \
        dominant-baseline dur dx dy edgeMode elevation enable-background end exponent externalResourcesRequired fill \
        fill-opacity fill-rule filter filterRes filterUnits flood-color flood-opacity font font-family \
        font-feature-settings font-kerning font-size font-size-adjust font-stretch font-style font-variant \
        font-variant-caps font-variant-east-asian font-variant-ligatures font-variant-numeric font-variant-position \
        font-variation-settings font-weight format fr from fx fy g1 g2 glyph-name glyph-orientation-horizontal \
        glyph-orientation-vertical glyphRef gradientTransform gradientUnits hanging hatchContentUnits hatchUnits \
        height horiz-adv-x horiz-origin-x horiz-origin-y href hreflang id ideographic image-rendering in in2 \
        inline-size intercept isolation k k1 k2 k3 k4 kernelMatrix kernelUnitLength kerning keyPoints keySplines \
        keyTimes lang lengthAdjust letter-spacing lighting-color limitingConeAngle line-height local marker marker-end \
        marker-mid marker-start markerHeight markerUnits markerWidth mask mask-type maskContentUnits maskUnits \
        mathematical max media method min mix-blend-mode mode name numOctaves offset opacity operator order orient \
        orientation origin overflow overline-position overline-thickness paint-order panose-1 path pathLength \
        patternContentUnits patternTransform patternUnits pitch pointer-events points pointsAtX pointsAtY pointsAtZ \
        preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY rendering-intent repeatCount repeatDur \
        requiredExtensions requiredFeatures restart result role rotate rx ry scale seed shape-inside shape-margin \
        shape-padding shape-rendering shape-subtract side slope solid-color solid-opacity spacing specularConstant \
        specularExponent spreadMethod startOffset stdDeviation stemh stemv stitchTiles stop-color stop-opacity \
        strikethrough-position strikethrough-thickness string stroke stroke-dasharray stroke-dashoffset stroke-linecap \
        stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style surfaceScale systemLanguage tabindex \
        tableValues target targetX targetY text-align text-align-last text-anchor text-decoration \
        text-decoration-color text-decoration-line text-decoration-style text-indent text-orientation text-overflow \
        text-rendering textLength title to transform transform-box transform-origin type u1 u2 underline-position \
        underline-thickness unicode unicode-bidi unicode-range units-per-em v-alphabetic v-hanging v-ideographic \
        v-mathematical values vector-effect version vert-adv-y vert-origin-x vert-origin-y vertical-align viewBox \
        viewTarget visibility white-space width widths word-spacing writing-mode x x-height x1 x2 xChannelSelector \
        y y1 y2 yChannelSelector z zoomAndPan
        """)

    /// The attributes in the namespace of XLink, and those in the namespace of XML.
    static let linkAttributes: Set<String> = ["href", "type", "show", "actuate"]
    static let xmlAttributes: Set<String> = ["space", "lang", "id", "base"]

    private static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }
}
