import Testing

/// Who imports whom.
struct ImportRulesTests {
  private let manifest = Manifest(Checkout.text("Package.swift") ?? "")

  @Test("the table itself goes down only")
  func tableGoesDown() {
    for (module, row) in ImportTable.rows {
      for imported in row.imports {
        guard let other = ImportTable.rows[imported] else { continue }
        #expect(other.level < row.level, "\(module) imports \(imported)")
      }
    }
    for module in ImportTable.pure {
      #expect(ImportTable.rows[module]?.imports.isDisjoint(with: ImportTable.system) == true)
    }
  }

  @Test("every folder of Sources is a target of the manifest and has its row in the table")
  func everyModule() throws {
    let modules = try Checkout.modules()
    #expect(modules.count >= 12)
    #expect(Set(modules) == Set(ImportTable.rows.keys))
    #expect(Set(manifest.dependencies.keys) == Set(modules))
  }

  @Test("the manifest declares no dependency that the table doesn't allow")
  func declared() throws {
    try #require(!manifest.dependencies.isEmpty)
    for (module, dependencies) in manifest.dependencies {
      let excess = dependencies.subtracting(ImportTable.rows[module]?.imports ?? [])
      #expect(excess.isEmpty, "\(module) depends on \(excess.sorted())")
    }
  }

  @Test("no file imports what the table doesn't allow or the manifest doesn't declare")
  func imports() throws {
    var count = 0
    for file in try Checkout.files(in: "Sources") {
      let allowed = ImportTable.rows[file.module]?.imports ?? []
      let mathematics = file.path == ImportTable.mathematicsFile ? ImportTable.library : []
      let imports = file.source.imports.subtracting(mathematics)
      count += imports.count
      #expect(imports.isSubset(of: allowed), "\(file) imports \(imports.subtracting(allowed).sorted())")
      let declared = (manifest.dependencies[file.module] ?? []).union(ImportTable.toolchain)
      #expect(
        imports.isSubset(of: declared), "\(file) doesn't declare \(imports.subtracting(declared).sorted())")
    }
    #expect(count >= 500)
  }

  @Test("nothing imports Foundation where there is FoundationEssentials")
  func foundation() throws {
    for file in try Checkout.files(in: "Sources") {
      let lines = file.source.importsOfFoundation
      #expect(lines.isEmpty, "\(file) imports Foundation on lines \(lines)")
    }
  }

  @Test("pure modules read no clock, no command line and no randomness of the system")
  func pure() throws {
    let files = try Checkout.files(in: "Sources").filter { ImportTable.pure.contains($0.module) }
    #expect(Set(files.map(\.module)) == ImportTable.pure)
    for file in files {
      let words = file.source.words(of: ImportTable.impureWords)
      #expect(words.isEmpty, "\(file) has \(words)")
    }
  }

  @Test("the README's table of modules has the modules of the manifest")
  func readme() throws {
    let readme = try #require(Checkout.text("README.md"))
    let modules = Set(manifest.dependencies.keys.filter { !$0.hasSuffix("Library") })
    #expect(modulesNamed(inReadme: readme) == modules)
  }
}
