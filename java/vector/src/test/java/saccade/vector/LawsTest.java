package saccade.vector;

import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The suite of the laws, the one that the definition runs. */
@Suite
@SelectPackages("saccade.contract")
class LawsTest {}
